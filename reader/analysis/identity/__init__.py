"""Which names of different articles may be one entity: forms under which names are compared, and roles."""

from reader.analysis.identity.forms import forms_of
from reader.analysis.identity.in_article import forms_in
from reader.analysis.identity.roles import roles_in

IDENTITY_VERSION = 3
"""Raised with every change of the rules or lists: libraries are then resolved anew, without analysing."""

__all__ = ["IDENTITY_VERSION", "forms_in", "forms_of", "roles_in"]
