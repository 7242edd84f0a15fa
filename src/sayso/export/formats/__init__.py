"""The field's formats: what each has room for, and what is lost on the way."""
