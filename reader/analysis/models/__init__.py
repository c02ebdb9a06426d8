"""Trained weights and word lists, with their model card."""
