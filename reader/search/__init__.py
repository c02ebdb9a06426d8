"""The search language: from what is typed to a tree. Pure."""
