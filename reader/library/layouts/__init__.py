"""The layout of a library, subject by subject: SQL that the numbered steps of ``migrations`` run.

The number in a name is that of its step. What has shipped never changes.
"""
