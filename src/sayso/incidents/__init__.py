"""Events of many reports brought together: which are one happening, and who says what of it."""
