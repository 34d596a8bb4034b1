"""Files that come and go: workbooks, plan JSON, clipboard tables, bundles. No Qt, no SQL."""
