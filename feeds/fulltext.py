"""An article's own page to its text."""

from __future__ import annotations

from feeds.clean import html_to_text

MISSING = "full texts need the extra `fulltext` (trafilatura); the feed's own text is read"


def page_to_text(markup: str) -> str | None:
    """The article's text out of its page, without menus, related links and comments; None where none is found.

    Raises ImportError where the extra `fulltext` is not installed.
    """
    return _extracted(markup)


def _extracted(markup: str) -> str | None:
    import trafilatura

    found = trafilatura.extract(
        markup, fast=True, output_format="html", include_comments=False, include_tables=True, deduplicate=False
    )
    return html_to_text(found) or None if found else None
