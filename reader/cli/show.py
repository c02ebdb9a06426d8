"""``newsreader show``: one article with its names and quotes."""

from __future__ import annotations

import click

from reader.cli.opening import opened_library
from reader.cli.options import json_option
from reader.cli.output import write_json
from reader.cli.records import article_as_json
from reader.errors import LibraryError
from reader.model.ids import ArticleId

LARGEST_ID = 2**63 - 1
"""The largest number that a library can hold."""


class _ArticleNumber(click.IntRange):
    """A number that may be an article's id."""

    name = "article id"


@click.command(name="show")
@click.argument("article_id", metavar="ID", type=_ArticleNumber(0, LARGEST_ID))
@json_option
@click.option(
    "--plain", is_flag=True, help="Print the text as it is stored, without colour or line breaking."
)
@click.option("--diff", "as_diff", is_flag=True, help="Show word by word what changed since it came first.")
@click.pass_context
def command(context: click.Context, article_id: int, *, as_json: bool, plain: bool, as_diff: bool) -> int:
    """Show an article with its names and quotes.

    ID is the number that 'newsreader search' prints.
    """
    with opened_library(context) as library:
        article = library.article(ArticleId(article_id))
        revisions = library.revisions(ArticleId(article_id)) if as_diff else []
    if article is None:
        raise LibraryError(f"{context.obj.library}: no article {article_id}; 'newsreader search' prints ids")
    if as_diff:
        from reader.cli.changes import changes_as_json, write_changes

        if as_json:
            write_json(changes_as_json(article, revisions))
        else:
            write_changes(article, revisions)
        return 0
    if as_json:
        write_json(article_as_json(article))
        return 0
    from reader.cli.article_text import write_article

    tags = [f"#{tag}" for tag in (*article.own_tags, *article.tags)]
    facts = [article.source, article.analysis.published, article.byline, article.url, *tags]
    write_article(
        article.analysis,
        title=article.title,
        facts=[fact for fact in facts if fact],
        plain=plain,
        story=article.story,
    )
    return 0
