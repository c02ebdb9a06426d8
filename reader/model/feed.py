"""Feeds and their entries, as their files state them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who wrote an entry or answers for a feed."""

    name: str | None = None
    email: str | None = None

    def __str__(self) -> str:
        """Return the name, or the address where there is none."""
        return self.name or self.email or ""


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that goes with an entry: a recording, a picture."""

    url: str
    type: str | None = None
    length: int | None = None
    """Bytes, as stated."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed. Text is clean, addresses are absolute where a base was known."""

    id: str | None = None
    """What the feed calls it (``guid``, ``atom:id``); not always given, not always unique."""
    link: str | None = None
    """Its page."""
    title: str | None = None
    """As text, without markup."""
    summary: str | None = None
    """HTML without scripts."""
    content: str | None = None
    """HTML without scripts; the whole story where the feed gives it."""
    published: str | None = None
    """ISO 8601, as precise as is known."""
    updated: str | None = None
    authors: tuple[Person, ...] = ()
    tags: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    """All its pages, the first of which is ``link``."""
    enclosures: tuple[Enclosure, ...] = ()
    image: str | None = None
    comments: str | None = None
    """The page of its comments."""
    source: str | None = None
    """Name of the feed that an aggregator took it from."""
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed with the entries that its file holds now."""

    format: str
    """``rss``, ``atom`` or ``json``, with the version where it is stated: ``rss 2.0``."""
    title: str | None = None
    link: str | None = None
    """The site."""
    address: str | None = None
    """Where the feed says that it lies (``rel="self"``); never believed, only shown."""
    description: str | None = None
    language: str | None = None
    published: str | None = None
    updated: str | None = None
    authors: tuple[Person, ...] = ()
    tags: tuple[str, ...] = ()
    image: str | None = None
    copyright: str | None = None
    generator: str | None = None
    minutes: int | None = None
    """How long it asks readers to wait between two visits."""
    entries: tuple[Entry, ...] = ()
    warning: str | None = None
    """What was doubtful in reading it, in a sentence for a person."""
