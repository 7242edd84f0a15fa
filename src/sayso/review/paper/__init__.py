"""Static reports: the pages of incidents and reports as files, to mail or to print."""
