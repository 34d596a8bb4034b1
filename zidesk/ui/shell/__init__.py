"""The program and its window: start, menus, pages, messages, the open file as the window sees it."""
