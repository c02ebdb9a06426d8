"""Whether articles belong together: copies of one text, and reports of one event. Pure."""
