"""Tests of zidesk.ui.naskah."""
