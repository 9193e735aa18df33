"""Canaries: texts that some reader of a record would take for more than text, put into every text column.

Their marks are drawn anew in every run, so that no program can know them; the seed of a run can be given again.
"""

from __future__ import annotations

import os
import random
import re
import secrets
import string
from collections.abc import Iterator
from dataclasses import dataclass

from vostochny.model.schema import Dataset, Field, Table
from vostochny.tables.csv_reader import RawTable

# Each kind with the mark of the run in place of MARK.
KINDS = {
    "element": "<b id=MARK>MARK</b>",
    "image": "<img src=https://MARK.example/i onerror=\"document.title='MARK'\">",
    "open refresh": "<meta http-equiv=refresh content=0;url=https://MARK.example/r x=y",
    "script": "<script>document.title='MARK'</script>",
    "drawing": "<svg onload=\"document.title='MARK'\"><a xlink:href=\"javascript:alert(1)\">MARK</a>",
    "frame": "<iframe srcdoc=\"<script>top.document.title='MARK'</script>\">",
    "style": "<style>*{background:url(https://MARK.example/s)}</style>",
    "base": "<base href=https://MARK.example/>",
    "end of title": "</title></textarea></script><i id=MARK>",
    "end of attribute": "'\"><u onmouseover=document.title='MARK'>",
    "comment": "<!-- MARK --!>",
    "character data": "]]><MARK/>",
    "entities": "&lt;b id=MARK&gt;&#60;i id=MARK&#62;&MARK;",
    "doctype": "<!DOCTYPE x [<!ENTITY MARK SYSTEM \"https://MARK.example/e\">]>",
    "link": "[MARK](https://MARK.example/l)",
    "link to a script": "[MARK](javascript:document.title='MARK')",
    "end of a link": "x](https://MARK.example/x) ![y](https://MARK.example/y.png) [z",
    "picture": "![MARK](https://MARK.example/p.png \"MARK\")",
    "reference": "[MARK]: https://MARK.example/d 'MARK'",
    "autolink": "<https://MARK.example/a>",
    "bare address": "https://MARK.example/b",
    "bare host": "www.MARK.example",
    "mailbox": "MARK@MARK.example",
    "mailto": "mailto:MARK@MARK.example",
    "attributes": "{: onclick=\"document.title='MARK'\" #MARK .MARK }",
    "template": "{{ 7*7 }}{% include 'MARK' %}{# MARK #}",
    "snippet": "--8<-- \"MARK\"",
    "box": "!!! danger \"MARK\"",
    "footnote": "[^MARK] [^MARK]: note",
    "abbreviation": "*[MARK]: MARK",
    "heading": "# MARK",
    "rule": "--- MARK ===",
    "cells": "a | MARK | b",
    "code": "`MARK` ``` ~~~ MARK",
    "emphasis": "**MARK** __MARK__ ~~MARK~~ ==MARK==",
    "list": "1. MARK",
    "formula": "=HYPERLINK(\"https://MARK.example/f\",\"MARK\")",
    "formula after a quote": "\"=1+1+MARK",
    "formula in full width": "\uff1d1+MARK",
    "formula by sign": "@SUM(1+1)*cmd|' /C MARK'!A0",
    "settings": "MARK: !!python/object/apply:os.system [MARK]",
    "direction": "\u202eMARK\u202c",
    "isolates": "\u2066\u2067MARK\u200b\u200d\ufeff",
    "element without a blank": "<svg/onload=document.title='MARK'><math/href=javascript:MARK>",
    "nested parsers": "<math><mtext><table><mglyph><style><!--</style><img title=\"--><img src=x onerror=MARK()>\">",
    "import": "<style>@import'//MARK.example/i.css';",
    "ping": "<a ping=https://MARK.example/g href=//MARK.example>MARK",
    "form": "<form action=https://MARK.example/o><button formaction=javascript:MARK autofocus onfocus=MARK()>",
    "details": "<details open ontoggle=document.title='MARK'><summary accesskey=x>MARK",
    "inert parts": "<noscript><p title=\"</noscript><img src=x onerror=document.title='MARK'>\"><template><plaintext>",
    "sections": "<![CDATA[<i id=MARK>]]><?xml-stylesheet href=\"//MARK.example/x.xsl\"?>",
    "numbers of letters": "&#x3c;img src=x onerror=document.title='MARK'&#62; \\u003ci id=MARK\\u003e %3Ci id=MARK%3E",
    "raw template": "{% raw %}{{ config.MARK }}{% endraw %} ${7*7} #{MARK} <%= MARK %> {{ ''.__class__ }}",
    "included file": ";--8<-- MARK --8<-- \"../../../etc/MARK\" :::MARK {!MARK!}",
    "picture of no scheme": "![](//MARK.example/q.svg)[![](data:image/svg+xml,MARK)](data:text/html,MARK)",
    "spaced link": "[MARK]( <java&#9;script:MARK> ) [MARK]( javascript&colon;MARK ) <javascript:MARK()>",
    "attributes of a list": "{: style=\"background:url(//MARK.example/t)\" } {.MARK ping=//MARK.example}",
    "icon": ":material-MARK: :smile: ++ctrl+MARK++ ^^MARK^^ {++MARK++} $$MARK$$ \\(MARK\\)",
    "formula of another program": "=cmd|' /C MARK'!A0;-2+3+cmd|' /C MARK'!A0;+MARK",
}  # fmt: skip
# In a column of addresses, texts that no program should make a link of, or more than one.
ADDRESSES = (
    "javascript:document.title='MARK'",
    "//MARK.example/n",
    "https:/\\MARK.example/s",
    "data:text/html,<script>document.title='MARK'</script>",
    "https://MARK.example/a)](x) \"onmouseover=document.title='MARK'",
    "https://MARK.example/<b>[x](y)",
)
# Columns that hold names of columns, and texts that the program reads as numbers or settings.
READ_AS_MORE = {"field", "fields", "before_values", "before", "after", "version", "language", "languages"}
NUMBER = re.compile(r"[-+]?[0-9][0-9.,/-]*")
# Columns of several names with semicolons between them: a piece of a canary would be a name that is on every page.
LISTS = {"other_names", "identifiers", "authors", "searched_as"}
# Kinds in one cell where a column has cells enough for all kinds.
FEW = 7


@dataclass(frozen=True)
class Canaries:
    """Canaries of one run: the mark in all of them, and what chooses among them."""

    seed: int

    @property
    def mark(self) -> str:
        """Twelve small letters that no text of the record has."""
        return "".join(random.Random(self.seed).choices(string.ascii_lowercase, k=12))

    def texts(self) -> dict[str, str]:
        """Every kind with the mark of this run."""
        return {name: text.replace("MARK", self.mark) for name, text in KINDS.items()}

    def in_text(self, value: str, *, few: bool) -> str:
        """A value with canaries before or after it; the same value always gets the same, so that names still agree."""
        chance = random.Random(f"{self.seed} {value}")
        chosen = chance.sample(sorted(self.texts().values()), FEW if few else len(KINDS))
        parts = [" ".join(chosen), value]
        # A page finds this event by how its text begins.
        return " ".join(parts if chance.random() < 0.5 and not value.startswith("Mandate of") else parts[::-1])

    def in_address(self, value: str) -> str:
        """An address that is none, in the place of every other one."""
        chance = random.Random(f"{self.seed} {value}")
        return chance.choice(ADDRESSES).replace("MARK", self.mark) if chance.random() < 0.5 else value


def of_this_run() -> Canaries:
    """Canaries that nobody has seen; CANARY_SEED gives those of an earlier run."""
    return Canaries(int(os.environ.get("CANARY_SEED") or secrets.randbelow(10**9)))


def text_columns(dataset: Dataset) -> Iterator[tuple[Table, Field]]:
    """Every column of every table in which any text may be."""
    for table in dataset.tables.values():
        for field in table.fields:
            plain = field.type == "string" and not field.categories and not table.reference(field.name)
            if plain and field.format_name in {"text", "sentences"} and field.name not in READ_AS_MORE:
                yield table, field


def put_in(dataset: Dataset, tables: dict[str, RawTable], canaries: Canaries) -> None:
    """Change the tables: canaries in every text column, and false addresses in every column of addresses."""
    named: dict[str, set[str]] = {}
    for table, field in text_columns(dataset):
        position = table.columns.index(field.name)
        values = {row[position] for row in tables[table.name].rows} - {""}
        named.setdefault(table.name, set()).add(field.name)
        if not values and tables[table.name].rows:
            tables[table.name].rows[0][position] = "Empty"
    # A value that is rare in one column gets all kinds wherever it is.
    rare: set[str] = set()
    for name, columns in named.items():
        for column in columns:
            position = dataset.tables[name].columns.index(column)
            found = {row[position] for row in tables[name].rows} - {""}
            if len(found) * FEW < 6 * len(KINDS):
                rare |= found
    for name, raw in tables.items():
        for row in raw.rows:
            for position, field in enumerate(dataset.tables[name].fields):
                value = row[position]
                if not value:
                    continue
                if field.name in named.get(name, set()) and not NUMBER.fullmatch(value):
                    changed = canaries.in_text(value, few=value not in rare)
                    row[position] = without_semicolons(changed, value) if field.name in LISTS else changed
                elif field.format_name == "url":
                    row[position] = canaries.in_address(value)


def without_semicolons(changed: str, value: str) -> str:
    """A value with canaries that add no name to a list of names."""
    before, _, after = changed.partition(value)
    return f"{before.replace(';', ',')}{value}{after.replace(';', ',')}"
