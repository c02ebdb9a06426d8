"""The reader on the screen; the only room that knows Textual."""
