"""Events as users see them: flat rows, every value with its words."""
