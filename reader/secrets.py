"""Passwords: in the keyring of the system, or in a file that only the user can read; never elsewhere."""

from __future__ import annotations

import json
import logging
import os
from typing import TYPE_CHECKING

from reader.errors import ConfigError
from reader.paths import secrets_file

if TYPE_CHECKING:
    from types import ModuleType

SERVICE = "newsreader"
NO_KEYRING_VARIABLE = "NEWSREADER_NO_KEYRING"
"""Set to anything to use the file although there is a keyring."""

_LOG = logging.getLogger(__name__)


def keep_secret(name: str, secret: str) -> None:
    """Keep a secret under a name such as ``wulan@https://contoh.example``.

    Raise ConfigError where there is no keyring and the file cannot be written.
    """
    keyring = _keyring()
    if keyring is not None:
        try:
            keyring.set_password(SERVICE, name, secret)
        except Exception as error:  # noqa: BLE001 - keyrings raise what they like; the file takes their place
            _LOG.info("the keyring did not take a secret: %s", type(error).__name__)
        else:
            _forget_in_file(name)
            return
    _write_file({**_read_file(), name: secret})


def secret_of(name: str) -> str | None:
    """Return the secret that is kept under a name."""
    found = _read_file().get(name)
    if found is not None:
        return found
    keyring = _keyring()
    if keyring is None:
        return None
    try:
        kept: str | None = keyring.get_password(SERVICE, name)
    except Exception as error:  # noqa: BLE001 - a locked keyring is one that has nothing
        _LOG.info("the keyring did not give a secret: %s", type(error).__name__)
        return None
    return kept


def forget_secret(name: str) -> None:
    """Forget the secret under a name, if there is one."""
    _forget_in_file(name)
    keyring = _keyring()
    if keyring is None:
        return
    try:
        keyring.delete_password(SERVICE, name)
    except Exception as error:  # noqa: BLE001 - there was none
        _LOG.debug("the keyring had no secret to forget: %s", type(error).__name__)


def _keyring() -> ModuleType | None:
    """Return the keyring module where the system has a keyring; asking it costs a tenth of a second."""
    if os.environ.get(NO_KEYRING_VARIABLE):
        return None
    import keyring
    from keyring.backends import fail, null

    return None if isinstance(keyring.get_keyring(), fail.Keyring | null.Keyring) else keyring


def _read_file() -> dict[str, str]:
    try:
        kept = json.loads(secrets_file().read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise ConfigError(f"{secrets_file()}: it cannot be read as secrets; correct or remove it") from error
    return kept if isinstance(kept, dict) else {}


def _forget_in_file(name: str) -> None:
    kept = _read_file()
    if kept.pop(name, None) is not None:
        _write_file(kept)


def _write_file(kept: dict[str, str]) -> None:
    """Write a new file beside the old one and put it in its place, readable by nobody else at any moment."""
    file = secrets_file()
    fresh = file.with_name(f"{file.name}.new")
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh.unlink(missing_ok=True)
        with os.fdopen(
            os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8"
        ) as out:
            json.dump(kept, out, ensure_ascii=False, indent=1)
        fresh.replace(file)
    except OSError as error:
        raise ConfigError(f"{file}: the secret cannot be kept here: {error.strerror}") from error
