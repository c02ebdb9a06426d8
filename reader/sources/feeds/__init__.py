"""Feeds: bytes in; what a feed says of itself and of its entries out."""
