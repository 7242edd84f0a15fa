"""Who stands behind accounts: copies, credits, informants, and what is independent."""
