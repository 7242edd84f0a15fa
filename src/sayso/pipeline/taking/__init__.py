"""Other people's work on its way in: data sets, annotations, dictionaries."""
