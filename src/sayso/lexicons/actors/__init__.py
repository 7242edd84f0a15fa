"""Who acts in conflicts: states, bodies, agencies, offices, blocs; whom a name may mean."""
