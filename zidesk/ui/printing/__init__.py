"""The print dialog and the preview of pages."""
