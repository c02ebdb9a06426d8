"""What can fill or cover the terminal."""
