"""What the elements of HTML mean to somebody who reads a page as text."""

from __future__ import annotations

BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details"),
        *("dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main", "menu", "nav"),
        *("ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul"),
    )
)
"""Before and after them a paragraph ends."""

CELLS = frozenset(("td", "th"))
"""Those of one row stand side by side, in one paragraph."""

UNSEEN = frozenset(
    (
        *(
            "applet",
            "audio",
            "base",
            "canvas",
            "embed",
            "frame",
            "frameset",
            "head",
            "iframe",
            "link",
            "meta",
        ),
        *("noembed", "noframes", "noscript", "object", "param", "script", "select", "source", "style", "svg"),
        *("template", "textarea", "title", "track", "video"),
    )
)
"""What is inside them is no text of the page."""

EMPTY = frozenset(("base", "embed", "frame", "link", "meta", "param", "source", "track"))
"""Unseen elements without an end."""
