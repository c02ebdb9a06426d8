"""When the first line of a plain text is its title."""

from __future__ import annotations

import re

from reader.text.dateline import find_dateline
from reader.text.furniture import find_furniture
from reader.text.sanitize import visible

_LONGEST = 160
"""Code points of the longest headline that papers set."""

_STORY_LINE = 90
"""Code points from which a line right below, without a blank line between, is a paragraph of the story."""


def split_title(text: str, language: str = "und") -> tuple[str | None, str]:
    """Return the title that opens a plain text, or None, and the body, which is all the rest.

    A title is a short first line that is no sentence, no dateline and no furniture; behind it comes a
    blank line, or a line that is plainly story. With the title goes the white space around it; the
    body is otherwise the text, character for character.
    """
    first = re.compile(r"\s*(\S[^\n]*)").match(text)
    if first is None:
        return None, text
    line = first[1].rstrip()
    if not _may_be_title(line) or not _is_followed_by_story(text[first.end() :]):
        return None, text
    if find_dateline(line, language) or find_furniture(line, language):
        return None, text
    return visible(line), text[first.end() :].lstrip()


def _may_be_title(line: str) -> bool:
    if len(line) > _LONGEST or line[-1] in ".:;,—–-" or not any(letter.isalpha() for letter in line):
        return False
    is_quoted_speech = line[0] in "\"“”„'‘" and re.search(r"[,.!?][\"”’']", line) is not None
    is_several_sentences = re.search(r"[^\W\d]{3,}[.] [^\W\d_a-z]", line) is not None
    return not is_quoted_speech and not is_several_sentences


def _is_followed_by_story(rest: str) -> bool:
    following = re.match(r"\n([ \t]*\n)?\s*(\S[^\n]*)", rest)
    if following is None:
        return False
    is_apart = following[1] is not None or len(following[2]) >= _STORY_LINE
    return is_apart or find_dateline(following[2]) is not None or bool(find_furniture(following[2]))
