"""A difference as one self-contained HTML page: sentences first, the cells in a collapsed section."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from vostochny.diff.difference import WORDS, Report, count_words
from vostochny.diff.headline import FigureChange
from vostochny.model.wording import plural

HEADS = ("Record", "Identifier", "What", "Column", "Before", "Now", "Source")


@dataclass(frozen=True)
class PageSection:
    """The changes of one table: its name, its title, how many, each as a sentence, and the cells under HEADS."""

    name: str
    title: str
    count: str
    sentences: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class View:
    """Everything that the page shows; `no_headline` says why there is none."""

    title: str
    summary: str
    notes: tuple[str, ...]
    headline: tuple[FigureChange, ...]
    no_headline: str
    sections: tuple[PageSection, ...]
    heads: tuple[str, ...] = HEADS

    @property
    def moved(self) -> str:
        """How many figures of the headline moved."""
        count = sum(not line.same for line in self.headline)
        return f"{plural(count, 'figure')} moved." if count else "No figure moved."


def as_html(made: Report) -> str:
    """The page of a difference; nothing is loaded from elsewhere and no script runs."""
    sections = []
    for title, found in made.by_table():
        cells = [
            (
                item.record,
                item.change.key.replace("|", " · "),
                WORDS[item.change.kind],
                cell.what,
                cell.before,
                cell.after,
                cell.source,
            )
            for item in found
            for cell in item.cells
        ]
        count = count_words([item.change for item in found])
        sentences = tuple(item.sentence for item in found)
        sections.append(PageSection(found[0].change.table, title, count, sentences, tuple(cells)))
    missing = made.no_headline or ("" if made.headline else "No series is counted.")
    return rendered(View(made.title, made.summary, tuple(made.notes()), made.headline, missing, tuple(sections)))


def rendered(view: View) -> str:
    """The page as HTML; all text is escaped."""
    import jinja2

    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    template = environment.from_string(Path(__file__).with_name("page.html").read_text(encoding="utf-8"))
    return template.render(view=view) + "\n"
