"""What the rooms computed -> a terminal. Rendering only."""
