"""The workbook that goes to the province and comes back."""
