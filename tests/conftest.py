"""What every test can rely on: no test sees or touches the files of the person who runs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Iterator

# No deadline: a busy machine must not fail a correct program.
settings.register_profile("steady", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")


@pytest.fixture(scope="session", autouse=True)
def _nobodys_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Give the test run a home of its own, a fixed colour setting, and no animations."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for variable in ("NO_COLOR", "FORCE_COLOR", "NEWSREADER_DEBUG", "NEWSREADER_LIBRARY"):
            patch.delenv(variable, raising=False)
        for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
            patch.setenv(variable, str(home / variable))
        patch.setenv("NEWSREADER_CONFIG", str(home / "config"))
        patch.setenv("TEXTUAL_ANIMATIONS", "none")
        patch.setenv("PYTHONUTF8", "1")
        yield
