"""Documents for word processors: .docx with real styles, numbering, tables and fields."""
