"""The plan and its rules, in pure Python: no Qt, no SQL, no file formats."""
