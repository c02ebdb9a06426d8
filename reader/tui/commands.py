"""The one table of commands: bindings, palette, help, hints and README are made from it.

Importable without Textual, so that ``newsreader keys`` stays quick.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.binding import BindingType


class Where(StrEnum):
    """Which part of the screen listens to a command's keys."""

    EVERYWHERE = "everywhere"
    """The main screen, whichever pane has the focus."""
    LIST = "any list"
    """Every pane made of rows: sources, articles and quotes, those of a speaker too."""
    SOURCES = "sources"
    ARTICLES = "articles"
    ARTICLE = "article"
    SAID = "quotes of a speaker"
    QUOTES = "quotes"
    CARD = "card"
    SEARCH = "search box"


ROW_LISTS = frozenset({Where.SOURCES, Where.ARTICLES, Where.SAID, Where.QUOTES})
"""The parts that ``Where.LIST`` stands for."""


@dataclass(frozen=True, slots=True)
class Command:
    """Something the reader can be asked to do."""

    id: str
    """``group.action``: the group sorts the help, the action names the ``action_`` method."""
    title: str
    keys: tuple[str, ...]
    """Default keys as people write them: ``]``, ``ctrl+o``, ``space``."""
    help: str
    where: frozenset[Where]

    @property
    def action(self) -> str:
        """The part after the dot; whoever listens defines ``action_<action>``."""
        return self.id.partition(".")[2]

    @property
    def group(self) -> str:
        """The task under which the help shows this command."""
        return self.id.partition(".")[0]


GROUPS: Mapping[str, str] = {
    "move": "Moving",
    "read": "Reading",
    "quote": "Quotes and names",
    "search": "Searching",
    "place": "Places",
    "view": "Panes",
    "library": "Library",
    "app": "Program",
}
"""Groups in the order of the help screen, with their headings."""


def _command(command_id: str, title: str, keys: str, help_text: str, *where: Where) -> Command:
    return Command(command_id, title, tuple(keys.split()), help_text, frozenset(where or (Where.EVERYWHERE,)))


_SCROLLED = (Where.LIST, Where.ARTICLE)
_STORY = (Where.ARTICLES, Where.ARTICLE)

COMMANDS: tuple[Command, ...] = (
    _command(
        "move.down", "Down", "j down", "Go to the next row, or scroll the article by a line.", *_SCROLLED
    ),
    _command("move.up", "Up", "k up", "Go to the row above, or scroll back by a line.", *_SCROLLED),
    _command(
        "move.page_down",
        "Page down",
        "space pagedown ctrl+f",
        "Go on by a page; at the end of an article, to the next unread one.",
        *_SCROLLED,
    ),
    _command("move.page_up", "Page up", "b pageup ctrl+b", "Go back by a page.", *_SCROLLED),
    _command("move.half_page_down", "Half page down", "ctrl+d", "Go on by half a page.", *_SCROLLED),
    _command("move.half_page_up", "Half page up", "ctrl+u", "Go back by half a page.", *_SCROLLED),
    _command("move.top", "Top", "g home", "Go to the first row or line.", *_SCROLLED),
    _command("move.bottom", "Bottom", "G end", "Go to the last row or line.", *_SCROLLED),
    _command("move.open", "Open", "enter", "Open the row under the cursor.", Where.LIST),
    _command(
        "move.left", "Pane to the left", "h left", "Go to the pane on the left; on a narrow screen, back out."
    ),
    _command(
        "move.right", "Pane to the right", "l right", "Go to the pane on the right; on a narrow screen, in."
    ),
    _command("read.next_unread", "Next unread", "n", "Open the next unread article."),
    _command("read.previous_unread", "Previous unread", "p", "Open the unread article before this one."),
    _command("read.toggle_read", "Read or unread", "N", "Mark the article read, or unread again."),
    _command("read.toggle_star", "Star", "m", "Star the article, or take the star away."),
    _command("read.mark_all_read", "Mark all read", "A", "Mark every article shown as read (u undoes it)."),
    _command("read.star_all", "Star all", "M", "Star every article shown."),
    _command("read.tag", "Tag", "T", "Give the article tags of your own, or take them away."),
    _command("read.tag_all", "Tag all", "+", "Give every article shown a tag."),
    _command("read.undo", "Undo", "u", "Undo the last change of read marks, stars, tags or saved searches."),
    _command("read.find", "Find in article", "&", "Find words inside the article.", Where.ARTICLE),
    _command("read.next_hit", "Next hit", "n", "Go to the next hit, while a find is active.", Where.ARTICLE),
    _command(
        "read.previous_hit",
        "Previous hit",
        "N",
        "Go to the hit before, while a find is active.",
        Where.ARTICLE,
    ),
    _command(
        "read.open_in_browser", "Open in browser", "o", "Open the article's page in the web browser.", *_STORY
    ),
    _command(
        "read.open_and_mark", "Open and mark read", "O", "Open the page and mark the article read.", *_STORY
    ),
    _command("read.copy_link", "Copy link", "Y", "Copy the article's title and link.", *_STORY),
    _command("read.story", "Whole story", "w", "List all articles that tell of the same event."),
    _command("read.save", "Save as file", "s", "Save the article as text or Markdown.", *_STORY),
    _command("read.changes", "What changed", "D", "Show word by word what changed in the article.", *_STORY),
    _command("quote.next_quote", "Next quote", "] .", "Go to the next quote.", Where.ARTICLE),
    _command("quote.previous_quote", "Previous quote", "[ ,", "Go to the quote before.", Where.ARTICLE),
    _command(
        "quote.next_entity", "Next name", "}", "Go to the next person, organisation or place.", Where.ARTICLE
    ),
    _command("quote.previous_entity", "Previous name", "{", "Go to the name before.", Where.ARTICLE),
    _command(
        "quote.next_mention", "Named next", ")", "Go to where the same entity is named next.", Where.ARTICLE
    ),
    _command(
        "quote.previous_mention",
        "Named before",
        "(",
        "Go to where the same entity is named before.",
        Where.ARTICLE,
    ),
    _command(
        "quote.choose", "Choose", "enter", "Settle on the quote or name under the cursor.", Where.ARTICLE
    ),
    _command(
        "quote.toggle_quotes", "Quotes", "v", "Show or hide the quotes of the article with their speakers."
    ),
    _command(
        "quote.follow", "Follow", "enter", "Open the card, article or quote under the cursor.", Where.CARD
    ),
    _command("quote.card", "Card", "e", "Show what the library knows about the name under the cursor."),
    _command(
        "quote.speaker_quotes", "All by this speaker", '"', "List all that this speaker said in the library."
    ),
    _command("quote.search_entity", "Search for the name", "*", "List all articles that mention this name."),
    _command(
        "quote.merge_entity", "Same as", "J", "Say that this name is another name of somebody or something."
    ),
    _command("quote.split_entity", "Not the same", "K", "Take one of its names out of this entity."),
    _command("quote.rename_entity", "Call it", "C", "Choose the name by which this entity is shown."),
    _command("quote.hide_entity", "Hide the name", "X", "Show this entity no more in lists and highlights."),
    _command(
        "quote.copy_quote",
        "Copy quote",
        "y",
        "Copy the quote with speaker and source.",
        Where.ARTICLE,
        Where.SAID,
        Where.QUOTES,
    ),
    _command(
        "quote.order", "Order quotes", "o", "Order the quotes as in the text or by speaker.", Where.QUOTES
    ),
    _command(
        "quote.cycle_highlights",
        "Highlights",
        "c",
        "Highlight all names, people, organisations or places only, or none.",
        Where.ARTICLE,
    ),
    _command("search.search", "Search", "/", "Search the library as you type."),
    _command(
        "search.toggle_order", "Order of results", "ctrl+r", "Order the list newest, best or oldest first."
    ),
    _command(
        "search.toggle_forms",
        "Word forms",
        "ctrl+t",
        "Let words find their other forms too, or themselves alone.",
    ),
    _command("search.facets", "Narrow", "f", "Narrow the list by what its articles have in common."),
    _command("search.save_search", "Save search", "F", "Keep this search in the sources pane."),
    _command(
        "search.accept",
        "Complete",
        "tab",
        "Take the grey suggestion (→ does too), or go to the results when there is none.",
        Where.SEARCH,
    ),
    _command("search.earlier", "Earlier search", "up", "Bring back an earlier search.", Where.SEARCH),
    _command(
        "search.later", "Later search", "down", "Go on to a later search, then to the results.", Where.SEARCH
    ),
    _command(
        "search.to_results", "To the results", "enter", "Keep the search and go to its results.", Where.SEARCH
    ),
    _command(
        "search.cancel",
        "Cancel the search",
        "escape",
        "Bring back what was there before the search.",
        Where.SEARCH,
    ),
    _command("place.previous_place", "Back", "H ctrl+o", "Go back to the place visited before."),
    _command("place.next_place", "Forward", "L", "Go forward again."),
    _command("place.leave", "Back out", "escape", "Close what lies on top: a card, a search, focus mode."),
    _command("place.back", "Back", "q", "Go back; from the outermost place, quit."),
    _command("view.next_pane", "Next pane", "tab", "Go to the next pane."),
    _command("view.previous_pane", "Previous pane", "shift+tab", "Go to the pane before."),
    _command("view.go_to_sources", "Sources", "1", "Go to the sources."),
    _command("view.go_to_articles", "Articles", "2", "Go to the list of articles."),
    _command("view.go_to_article", "Article", "3", "Go to the article."),
    _command("view.go_to_quotes", "Quotes", "4", "Go to the quotes."),
    _command("view.jump", "Jump", ";", "Put a letter on every visible row; type one to open its row."),
    _command("view.maximise", "Maximise", "z", "Give the pane the whole screen, or give it back."),
    _command("view.focus_mode", "Focus mode", "Z", "Show nothing but the article."),
    _command("view.narrower", "Narrower", "<", "Make the pane narrower."),
    _command("view.wider", "Wider", ">", "Make the pane wider."),
    _command("view.reset_sizes", "Reset sizes", "=", "Give all panes their first sizes back."),
    _command(
        "view.fold_sources", "Fold sources", "\\", "Fold the sources to a rail of counts, or widen them."
    ),
    _command(
        "view.toggle_folder",
        "Open or close folder",
        "o",
        "Show or hide the feeds in the folder under the cursor.",
        Where.SOURCES,
    ),
    _command(
        "view.fold_stories",
        "Fold stories",
        "S",
        "Show a story as one row with its sources, or all its articles.",
    ),
    _command("view.toggle_read_shown", "Show or hide read", "U", "Show unread articles only, or all."),
    _command("library.import_articles", "Import", "i", "Import a file, a folder, an archive or a web page."),
    _command("library.add_feed", "Follow", "a", "Follow a feed, or a site whose feed is found."),
    _command(
        "library.change_feed",
        "Settings of a feed",
        "C",
        "Change name, folder and settings of the feed, or the name of the saved search, under the cursor.",
        Where.SOURCES,
    ),
    _command("library.refresh", "Refresh", "r", "Fetch what is new in this feed, folder or account."),
    _command("library.refresh_all", "Refresh all", "R", "Fetch what is new in every feed and account."),
    _command(
        "library.remove",
        "Remove",
        "x",
        "Unfollow the feed, or remove the source or saved search, under the cursor.",
        Where.SOURCES,
    ),
    _command(
        "library.errors", "Messages", "E", "Show feeds that failed, with a retry, and the session's messages."
    ),
    _command("app.help", "Help", "?", "Show every key, the ones of this pane first."),
    _command("app.palette", "Commands", ": ctrl+p", "Find a command by its name."),
    _command("app.next_theme", "Next theme", "t", "Change to the next theme."),
    _command("app.quit_reader", "Quit", "Q ctrl+q", "Quit the reader."),
)

_BY_ID = {command.id: command for command in COMMANDS}


def command_by_id(command_id: str) -> Command:
    """Return a command; raise KeyError for an id that is not in the table."""
    return _BY_ID[command_id]


def listeners(where: Where) -> frozenset[Where]:
    """Return every part that hears a key while ``where`` has the focus, itself included."""
    around = {where, Where.EVERYWHERE}
    if where in ROW_LISTS:
        around.add(Where.LIST)
    return frozenset(around)


def commands_at(where: Where) -> list[Command]:
    """Return the commands that work while ``where`` has the focus, in the order of the table."""
    heard = listeners(where)
    return [command for command in COMMANDS if command.where & heard]


def bindings_for(where: Where) -> list[BindingType]:
    """Make the bindings of one part; its class defines the matching ``action_`` methods."""
    from textual.binding import Binding

    return [
        Binding(
            ",".join("comma" if key == "," else key for key in command.keys),
            command.action,
            command.title,
            id=command.id,
            show=False,
        )
        for command in COMMANDS
        if where in command.where
    ]
