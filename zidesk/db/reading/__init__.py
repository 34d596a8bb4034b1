"""Reading the file's tables into the values of the domain."""
