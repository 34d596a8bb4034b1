"""The Naskah page: the decree's identity, clauses and narrative, beside the pages that will be printed."""
