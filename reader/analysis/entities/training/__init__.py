"""Patterns of sentences of our own, from which the taggers learn beside the corpora."""
