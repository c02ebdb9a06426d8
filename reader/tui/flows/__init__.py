"""What the main screen does, one module for each thing a reader does with it."""
