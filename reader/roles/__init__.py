"""What people are: kinds of role, and which of them one person hardly has."""

from reader.roles.kinds import contradict, kinds_of, offices
from reader.roles.words import RoleWords, role_words

__all__ = ["RoleWords", "contradict", "kinds_of", "offices", "role_words"]
