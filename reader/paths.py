"""Where the program keeps its files."""

from __future__ import annotations

import os
from pathlib import Path

APP = "newsreader"
LIBRARY_VARIABLE = "NEWSREADER_LIBRARY"
CONFIG_VARIABLE = "NEWSREADER_CONFIG"

_PACKAGE = Path(__file__).parent


def library_path() -> Path:
    """Return the library: ``$NEWSREADER_LIBRARY``, else ``library.db`` in the user's data folder."""
    chosen = os.environ.get(LIBRARY_VARIABLE)
    if chosen:
        return Path(chosen).expanduser()
    from platformdirs import user_data_path

    return user_data_path(APP, appauthor=False) / "library.db"


def config_folder() -> Path:
    """Return the folder of settings, keys and own themes: ``$NEWSREADER_CONFIG``, else the user's."""
    chosen = os.environ.get(CONFIG_VARIABLE)
    if chosen:
        return Path(chosen).expanduser()
    from platformdirs import user_config_path

    return user_config_path(APP, appauthor=False)


def settings_file() -> Path:
    """Return the file of settings; it need not exist."""
    return config_folder() / "settings.toml"


def keys_file() -> Path:
    """Return the file in which a user changes keys; it need not exist."""
    return config_folder() / "keys.toml"


def site_rules_file() -> Path:
    """Return the file of the user's own rules for the pages of sites; it need not exist."""
    return config_folder() / "sites.toml"


def secrets_file() -> Path:
    """Return the file of passwords where the system has no keyring; it need not exist."""
    return config_folder() / "secrets.json"


def user_themes_folder() -> Path:
    """Return the folder of the user's own themes; it need not exist."""
    return config_folder() / "themes"


def log_file() -> Path:
    """Return the file that details of unexpected errors go to; it need not exist."""
    from platformdirs import user_log_path

    return user_log_path(APP, appauthor=False) / "newsreader.log"


def seeds_folder() -> Path:
    """Return the folder of the sample articles that came with the program."""
    return _shipped("seeds")


def themes_folder() -> Path:
    """Return the folder of the themes that came with the program."""
    return _shipped("themes")


def _shipped(name: str) -> Path:
    """Return a data folder: inside the package when installed from a wheel, else beside it."""
    packaged = _PACKAGE / name
    return packaged if packaged.is_dir() else _PACKAGE.parent / name
