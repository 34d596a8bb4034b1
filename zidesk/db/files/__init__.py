"""The file on the disk: opening, holding, checking, copying."""
