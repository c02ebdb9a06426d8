"""From bytes and HTML to a clean body, and what a body says about itself. Pure."""
