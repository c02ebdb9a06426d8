"""Where articles come from: bytes in, raw articles out, one at a time."""
