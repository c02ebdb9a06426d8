"""Lists of names known beforehand, as data files that each state their source."""
