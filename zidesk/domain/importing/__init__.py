"""What comes from outside, compared and merged with what is here."""
