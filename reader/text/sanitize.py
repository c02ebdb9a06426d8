"""Make text safe to print: nothing in it may steer a terminal or hide from the reader."""

from __future__ import annotations

import re
import unicodedata

_CONTROL_STRING_REACH = 2048
"""Code points after which an unfinished control string is taken for text, so that it swallows no story."""

_SEQUENCE = re.compile(
    rf"""
    (?: \x1b[\]PX^_] | [\x9d\x90\x98\x9e\x9f] )              # OSC, DCS, SOS, PM, APC: a string and its end
      [^\x07\x1b\x9c\n]{{0,{_CONTROL_STRING_REACH}}} (?: \x07 | \x1b\\ | \x9c )
  | (?: \x1b\[ | \x9b ) [0-?]{{0,64}} [\ -/]{{0,8}} [@-~]    # CSI: colours, cursor, screen
  | \x1b [\ -/]{{1,8}} [0-~]                                 # character sets and the like
  | \x1b [0-Z\\^-~]                                          # single-character functions
    """,
    re.VERBOSE,
)

_BREAKS = "\r\v\f\u2028\u2029"
_LINE_BREAK = re.compile(f"\r\n|[{_BREAKS}]")

_HIDDEN_RANGES = (
    "\x00-\x09\x0e-\x1f\x7f-\x9f"  # C0 and C1 controls, save the line feed
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"  # direction: can show words in another order
    "\u00ad\u034f\u180e\u200b\u2060-\u2065\ufeff\ufff9-\ufffb"  # no width: break words that look whole
    "\U000e0000-\U000e0fff"  # tags and supplementary variation selectors: can carry unseen text
)
_HIDDEN = re.compile(f"[{_HIDDEN_RANGES}]")

_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
_NONCHARACTER = re.compile(f"[{_NONCHARACTERS}]")

_SURROGATES = "\ud800-\udfff"
_SURROGATE = re.compile(f"[{_SURROGATES}]")

_JOINING = (
    "\u0590-\u1cff\ua800-\uabff\U00010a00-\U00011fff"  # scripts whose letters join or stack
    "\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"  # emoji
)
_JOINER = re.compile(
    f"(?<![{_JOINING}])[\u200c\u200d]+|[\u200c\u200d]+(?![{_JOINING}])|(?<=[\u200c\u200d])[\u200c\u200d]+"
)

_SUSPECT = re.compile(f"[{_BREAKS}{_HIDDEN_RANGES}{_NONCHARACTERS}{_SURROGATES}\u200c\u200d]")
"""One class, because it is searched for in every text: most have none of these."""


def clean(text: str) -> str:
    """Return text that is harmless on a terminal, character for character what it was otherwise.

    - Terminal sequences go as a whole; what remains of a broken one stays as visible text.
    - Line breaks of every kind become a line feed, tabs a space; other controls go. The controls from
      U+0080 on that are Windows-1252 punctuation read by a wrong name become that punctuation.
    - Marks of direction, characters without width, tags and soft hyphens go. The two joiners stay
      between letters of scripts that need them and between emoji.
    - Lone surrogates and noncharacters become U+FFFD; surrogate pairs the character they mean.

    Cleaning twice changes nothing more. Text without any of these comes back unchanged.
    """
    if text.isascii() and text.replace("\n", " ").isprintable():
        return text  # a tenth of the cost of looking for every character that may hide
    if not _SUSPECT.search(text):
        return text
    if _SURROGATE.search(text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    text = _SEQUENCE.sub("", text)
    text = _LINE_BREAK.sub("\n", text)
    text = _HIDDEN.sub(_instead, text)
    text = _NONCHARACTER.sub("\ufffd", text)
    return _JOINER.sub("", text)


def without_sequences(text: str) -> str:
    """Return text without terminal sequences, before anything else takes their first character away."""
    return _SEQUENCE.sub("", text)


def visible(text: str) -> str:
    """Return text for one line: cleaned, its runs of white space one space, none at the ends."""
    return " ".join(clean(text).split())


def is_blank(text: str) -> bool:
    """Say whether cleaned text shows nothing: white space and marks that stand on nothing."""
    return all(letter.isspace() or unicodedata.category(letter) in {"Mn", "Me", "Cf"} for letter in text)


def _instead(hidden: re.Match[str]) -> str:
    character = hidden[0]
    if character == "\t":
        return " "
    if "\x80" <= character <= "\x9f":
        return character.encode("latin-1").decode("cp1252", "ignore")
    return ""
