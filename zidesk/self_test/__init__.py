"""The self-test: does the program's main job work on this computer, and with what it found here.

It knows neither arguments nor windows: ``zidesk.cli`` and ``zidesk.ui`` add their own steps to these.
"""
