"""Months and dates, and the words for them."""
