"""Facts that every room shares: frozen dataclasses and enums, without I/O."""
