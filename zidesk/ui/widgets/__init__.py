"""Parts that dialogs and pages share."""
