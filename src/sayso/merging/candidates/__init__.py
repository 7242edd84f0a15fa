"""What may fill a slot of an incident: the bodies, days and places of its report, with signs."""
