"""The table of commands, and what is made from it."""

from __future__ import annotations

from collections import Counter

import pytest
from textual.keys import _character_to_key

from reader.tui.commands import COMMANDS, GROUPS, Where, bindings_for, command_by_id, commands_at, listeners
from reader.tui.key_labels import key_label, keys_as_markdown, keys_of
from reader.tui.widgets.hints import HINTS


def test_every_command_has_an_id_of_its_own_in_a_known_group() -> None:
    ids = Counter(command.id for command in COMMANDS)
    assert max(ids.values()) == 1
    assert {command.group for command in COMMANDS} == set(GROUPS)


def test_every_command_says_what_it_does_in_a_sentence() -> None:
    for command in COMMANDS:
        assert command.help.endswith((".", "(u undoes it).")), command.id
        assert command.title[0].isupper()
        assert command.keys


@pytest.mark.parametrize("where", list(Where))
def test_no_two_commands_of_one_part_share_a_key_or_an_action(where: Where) -> None:
    here = [command for command in COMMANDS if where in command.where]
    keys = Counter(key for command in here for key in command.keys)
    stepping_aside = {"n", "N"} if where is Where.ARTICLE else set()
    assert {key for key, count in keys.items() if count > 1} <= stepping_aside
    assert max(Counter(command.action for command in here).values(), default=1) == 1


def test_hints_name_commands_that_work_where_they_are_shown() -> None:
    for where, hints in HINTS.items():
        for command_id, word in hints:
            assert command_by_id(command_id).where & listeners(where), (where, command_id)
            assert word


def test_bindings_carry_the_id_and_the_action() -> None:
    bound = {binding.id: binding for binding in bindings_for(Where.ARTICLE)}
    assert bound["quote.next_quote"].action == "next_quote"
    assert bound["quote.previous_quote"].key == "[,comma"


def test_keys_are_shown_as_people_read_them() -> None:
    assert [key_label(key) for key in ("enter", "ctrl+o", "]", "G", "shift+tab", "pageup", "+")] == [
        "↵",
        "Ctrl+O",
        "]",
        "G",
        "Shift+Tab",
        "PgUp",
        "+",
    ]
    assert key_label("enter", ascii_only=True) == "Enter"


def test_every_default_key_is_one_that_textual_knows() -> None:
    for command in COMMANDS:
        for key in command.keys:
            assert len(key) > 1 or _character_to_key(key)


def test_a_users_keys_take_the_place_of_the_defaults() -> None:
    command = command_by_id("read.undo")
    assert keys_of(command) == ("u",)
    assert keys_of(command, {"read.undo": ("ctrl+z",)}) == ("ctrl+z",)


def test_a_list_hears_its_own_keys_those_of_lists_and_those_of_the_screen() -> None:
    ids = {command.id for command in commands_at(Where.ARTICLES)}
    assert {"read.open_in_browser", "move.down", "search.search"} <= ids
    assert "quote.next_quote" not in ids


def test_the_readme_table_has_every_command() -> None:
    table = keys_as_markdown()
    assert all(command.help in table for command in COMMANDS)
    assert all(f"**{heading}**" in table for heading in GROUPS.values())
