"""The list of tables, and one page a table: its data dictionary, generated from the schemas."""

from __future__ import annotations

from collections.abc import Iterator

from vostochny.model.schema import GROUPS, Field, Table
from vostochny.model.site_url import DATABASE_PATH
from vostochny.render.context import NO_CONTENTS, PLAIN, RenderContext, page
from vostochny.render.markup import code, link, number, pairs, prose, table, text
from vostochny.site.pages.freshness import badge, checked_words

INDEX = "tables.md"
LIMITS = {"minimum": "at least", "maximum": "at most", "minLength": "shortest", "maxLength": "longest"}


def pages(context: RenderContext) -> Iterator[tuple[str, str]]:
    """The index and a page for every table."""
    yield INDEX, index(context)
    for described in context.dataset.published.values():
        yield f"tables/{described.name}.md", table_page(context, described)


def row_count(context: RenderContext, name: str) -> int:
    """Rows of a table."""
    return int(context.rows(f"select count(*) as n from [{name}]")[0]["n"])


def index(context: RenderContext) -> str:
    """All tables by group."""
    blocks = [
        "Everything on this site comes from these tables. Each is one CSV file, described column by column on its "
        "own page."
    ]
    for group, title in GROUPS.items():
        found = [
            item for item in context.dataset.published.values() if item.group == group and row_count(context, item.name)
        ]
        blocks.append(f"## {title}")
        blocks.append(
            table(
                ["Table", "What it holds", "Rows", "Get it"],
                [
                    [
                        f"{link(item.title, f'tables/{item.name}.md')} {due(context, item)}".rstrip(),
                        prose(text(first_sentence(item.description))),
                        number(row_count(context, item.name)),
                        places(item),
                    ]
                    for item in found
                ],
            )
        )
    empty = [item for item in context.dataset.published.values() if not row_count(context, item.name)]
    if empty:
        named = ", ".join(link(item.title, f"tables/{item.name}.md") for item in empty)
        blocks.append(f"Described, and without a row so far: {named}.")
    if context.dataset.views:
        blocks.append("## Views")
        blocks.append("Tables joined for reading; they exist in the database only and hold nothing of their own.")
        blocks.append(
            table(
                ["View", "What it shows"],
                [
                    [link(view.title, f"{DATABASE_PATH}/{view.name}"), prose(text(view.description))]
                    for view in context.dataset.views
                ],
            )
        )
    return page("Tables and columns", *blocks, hide=NO_CONTENTS)


def due(context: RenderContext, described: Table) -> str:
    """The badge of a recorded table; a computed one is as fresh as its build."""
    fresh = context.upkeep.tables.get(described.name)
    return badge(context, fresh) if fresh else ""


def last_checked(context: RenderContext, described: Table) -> str:
    """When somebody last went through a recorded table."""
    fresh = context.upkeep.tables.get(described.name)
    return checked_words(context, fresh) if fresh else ""


def places(described: Table) -> str:
    """Where the rows can be had."""
    as_file = link("CSV", f"/downloads/{described.file_name}")
    return f"{as_file} · {link('Datasette', f'{DATABASE_PATH}/{described.name}')}"


def first_sentence(description: str) -> str:
    """The sentence that says what a row is."""
    return " ".join(description.split()).split(". ")[0].rstrip(".") + "."


def table_page(context: RenderContext, described: Table) -> str:
    """One table: what it is, what to beware of, its columns, its keys, what is not in it."""
    here = f"tables/{described.name}.md"
    licences = {item["name"]: item["title"] for item in context.dataset.package["licenses"]}
    return page(
        text(described.title),
        context.linked(here, described.description),
        context.warnings(here, described.name, "Before you use it"),
        pairs(
            [
                ("Rows", number(row_count(context, described.name))),
                ("File", link(described.file_name, f"/downloads/{described.file_name}")),
                ("In Datasette", link(described.name, f"{DATABASE_PATH}/{described.name}")),
                ("Licence", text(licences.get(described.licence, described.licence))),
                ("Last gone through", last_checked(context, described)),
            ]
        ),
        "## Columns { data-search-exclude }",
        table(
            ["Column", "What it says", "Type", "Must be filled", "Example"],
            [column_cells(context, described, field) for field in described.fields],
        ),
        keys(described),
        derived(described),
        left_out(described),
        hide=PLAIN,
    )


def column_cells(context: RenderContext, described: Table, field: Field) -> list[str]:
    """One column as a row of the dictionary."""
    return [
        f"{code(field.name)}<br>{text(field.title)}",
        prose(meaning(field)),
        prose(type_words(context, described, field)),
        "yes" if field.required else "",
        code(field.example) if field.example else "",
    ]


def meaning(field: Field) -> str:
    """Description, allowed values and limits."""
    parts: list[str] = [text(field.description)]
    if field.deprecated:
        parts.append(f"**Deprecated:** {text(field.deprecated)}")
    parts += [f"{code(value)}: {text(label)}" for value, label in field.categories.items()]
    limits = [f"{words} {field.constraints[name]}" for name, words in LIMITS.items() if name in field.constraints]
    if limits:
        parts.append(text("; ".join(limits)))
    return "<br>".join(parts)


def type_words(context: RenderContext, described: Table, field: Field) -> str:
    """Type, unit, form and reference in a few words."""
    words = [field.type]
    if field.unit:
        words.append(f"in {text(context.unit(field.unit))}")
    if field.format_name != "text" and field.format.expected:
        words.append(field.format.expected)
    if key := described.reference(field.name):
        words.append("a key of " + link(key.table, f"{key.table}.md"))
    return "; ".join(words)


def keys(described: Table) -> str:
    """Primary, unique and foreign keys."""
    lines = [f"- Each {' + '.join(map(code, described.primary_key))} occurs once (primary key)."]
    lines += [f"- Each {' + '.join(map(code, key))} occurs once." for key in described.unique_keys]
    lines += [
        f"- {code(key.field)} is a {code(key.other_field)} of {link(key.table, f'{key.table}.md')}."
        for key in described.foreign_keys
    ]
    return "## Keys { data-search-exclude }\n\n" + "\n".join(lines)


def derived(described: Table) -> str:
    """Columns that only the database has."""
    if not described.derived:
        return ""
    lines = [f"- {code(item.name)}: {text(item.description)}" for item in described.derived]
    return "## Added in the database\n\nNot in the CSV file:\n\n" + "\n".join(lines)


def left_out(described: Table) -> str:
    """What a reader may look for here and not find, and why."""
    if not described.left_out:
        return ""
    lines = [f"- **{text(what)}.** {text(why)}" for what, why in described.left_out]
    return "## Left out, and why { data-search-exclude }\n\n" + "\n".join(lines)
