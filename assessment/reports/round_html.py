"""The told result of a round as plain HTML: for a page without script, and inside a page of Streamlit."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from html import escape

from assessment.reports.round.blocks import (
    Block,
    Bullets,
    Document,
    Figure,
    Numbered,
    Paragraph,
    Part,
    Quotes,
    Section,
    Table,
    Terms,
    Words,
)

# The attribute of a cell that names its row.
ROW = ' scope="row"'


def as_html(document: Document, figures: Mapping[str, str], without: Collection[str] = ()) -> str:
    """The sections, each with its h2; title, place, period and closing day are the page's own to show.

    `figures` holds the drawings by kind, as HTML that the surface made; a figure without one is its table alone, and
    one that brings a table gets no second one.
    Sections that a drawing makes needless, such as `spread` where the profile shows it, may be left out by their ids.
    There is no id, style or script in it, so that it may stand anywhere. Classes begin with `told`.
    """
    page = _Page(document.language, figures)
    return "".join(_section(section, page) for section in document.sections if section.id not in without)


def section_html(document: Document, id_: str, figures: Mapping[str, str]) -> str:
    """One section by itself, or nothing: for a page that puts something of its own between them."""
    section = document.section(id_)
    return "" if section is None else _section(section, _Page(document.language, figures))


class _Page:
    """What the parts need to know of the page around them."""

    def __init__(self, language: str, figures: Mapping[str, str]) -> None:
        self.language = language
        self.figures = figures

    def words(self, words: Words, tag: str, more: str = "") -> str:
        """An element with the words in their own language; with no language, it is what somebody wrote."""
        if not words.language:
            more += ' dir="auto"'
        elif words.language != self.language:
            more += f' lang="{escape(words.language)}"'
        return f"<{tag}{more}>{escape(words.text).replace(chr(10), '<br>')}</{tag}>"


def _section(section: Section, page: _Page) -> str:
    lead = page.words(section.lead, "p", ' class="told-lead"') if section.lead else ""
    body = "".join(_block(block, page) for block in section.blocks)
    heading = page.words(section.heading, "h2")
    return f'<section class="told told-{section.id} told-as-{section.kind}">{lead}{heading}{body}</section>'


def _block(block: Block, page: _Page) -> str:
    match block:
        case Paragraph(words):
            return page.words(words, "p")
        case Bullets(items):
            return f"<ul>{_items(items, page)}</ul>"
        case Numbered(items):
            return f"<ol>{_items(items, page)}</ol>"
        case Quotes(items):
            quoted = "".join(f"<li><blockquote>{page.words(words, 'p')}</blockquote></li>" for words in items)
            return f'<ul class="told-quotes">{quoted}</ul>'
        case Terms(rows):
            return f"<dl>{''.join(page.words(term, 'dt') + page.words(said, 'dd') for term, said in rows)}</dl>"
        case Table():
            return _table(block, page)
        case Figure():
            return _figure(block, page)
        case Part(heading, blocks):
            return page.words(heading, "h3") + "".join(_block(inner, page) for inner in blocks)


def _items(items: tuple[Words, ...], page: _Page) -> str:
    return "".join(page.words(words, "li") for words in items)


def _table(table: Table, page: _Page) -> str:
    head = "".join(page.words(words, "th", ' scope="col"') for words in table.head)
    rows = "".join(
        f"<tr>{page.words(first, 'th', ROW)}{''.join(page.words(cell, 'td') for cell in cells)}</tr>"
        for first, *cells in table.rows
    )
    # In a region of its own: on a narrow phone the table scrolls, for the keyboard too.
    return (
        f'<div class="told-scroll" role="region" tabindex="0" aria-label="{escape(table.caption.text)}">'
        f"<table>{page.words(table.caption, 'caption')}"
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _figure(figure: Figure, page: _Page) -> str:
    """The drawing with its table behind it, unless it brings one; what opens and closes needs no script."""
    drawing, table = page.figures.get(figure.kind, ""), _table(figure.table, page)
    if not drawing:
        return table
    if "<table" in drawing:
        return f'<div class="told-figure">{drawing}</div>'
    summary = page.words(figure.summary, "summary")
    return f'<div class="told-figure">{drawing}<details>{summary}{table}</details></div>'
