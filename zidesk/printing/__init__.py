"""PDF pages of the formal documents. No Qt, no SQL."""
