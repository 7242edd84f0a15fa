"""What lists, pages, maps and matrices show of incidents and reports."""
