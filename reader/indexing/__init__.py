"""From sources through analysis into the library: in batches, with progress, ready to be stopped."""

from reader.indexing.pipeline import index
from reader.indexing.progress import Progress
from reader.indexing.runs import index_paths

__all__ = ["Progress", "index", "index_paths"]
