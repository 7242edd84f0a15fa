"""What protects people before anything is published: delay, coarsening, redaction, rights."""
