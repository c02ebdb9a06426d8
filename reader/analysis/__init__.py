"""From a body to its language, furniture, names and quotes."""

from reader.analysis.analyze import ANALYSIS_VERSION, analyze

__all__ = ["ANALYSIS_VERSION", "analyze"]
