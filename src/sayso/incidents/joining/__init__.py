"""Which events of many reports are one happening: compared, clustered, given ids."""
