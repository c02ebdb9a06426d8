"""Libraries are resolved anew when the lists change by which names and people are told apart.

``python -m tests.unit.analysis.test_identity_version`` writes the digest anew;
raise IDENTITY_VERSION with it.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import reader
from reader.analysis.identity import IDENTITY_VERSION

ROOMS = ("analysis/identity", "roles")
DIGEST = Path(__file__).with_name("identity.digest")


def current() -> str:
    """Return the version and a digest of the lists."""
    digest = sha256()
    for room in ROOMS:
        for path in sorted(Path(reader.__file__).parent.joinpath(room).rglob("*")):
            if path.suffix in {".toml", ".tsv"}:
                digest.update(path.name.encode() + path.read_bytes())
    return f"{IDENTITY_VERSION} {digest.hexdigest()}"


def test_a_change_of_the_lists_raises_the_version() -> None:
    version, digest = DIGEST.read_text(encoding="utf-8").split()
    now, found = current().split()
    assert (now, found) == (version, digest), (
        "the lists of identity have changed: raise IDENTITY_VERSION, so that libraries follow, and run "
        "python -m tests.unit.analysis.test_identity_version"
    )


if __name__ == "__main__":
    DIGEST.write_text(f"{current()}\n", encoding="utf-8")
