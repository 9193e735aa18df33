"""What is written into a built page: columns' names for tables that stack, languages of words, descriptions."""

from __future__ import annotations

import re

import pytest

from vostochny.site.foreign_words import with_languages
from vostochny.site.html_head import description_of
from vostochny.site.share_pictures import picture_path
from vostochny.site.stacked_tables import stacked_tables

TABLE = (
    "<table>\n<thead>\n<tr>\n<th>Call</th>\n<th>Days <em>of</em> it</th>\n<th>A &amp; B</th>\n</tr>\n</thead>\n"
    '<tbody>\n<tr>\n<td><a href="x">1</a></td>\n<td style="text-align: right;">2</td>\n<td>3</td>\n</tr>\n</tbody>\n'
    "</table>"
)


def test_a_cell_has_the_name_of_its_column_and_keeps_what_it_had() -> None:
    made = stacked_tables(f"<p>{TABLE}</p>")
    assert '<td role="cell" data-label="Call"><a href="x">1</a></td>' in made
    assert '<td style="text-align: right;" role="cell" data-label="Days of it">2</td>' in made
    assert '<td role="cell" data-label="A &amp; B">3</td>' in made
    assert made.count('role="row"') == 2
    assert '<table data-stack role="table">' in made


def test_the_columns_of_a_long_list_have_widths_of_their_own_by_what_is_in_them() -> None:
    row = "<tr><td>A title of many words that goes on and on</td><td>24</td><td></td></tr>"
    dated = "<tr><td>Short</td><td>7</td><td>21 Feb 2025</td></tr>"
    heads = "<thead><tr><th>Title</th><th>Records</th><th>Listed</th></tr></thead>"
    long, short = (f"<table>{heads}<tbody>{row * rows}{dated}</tbody></table>" for rows in (120, 20))
    title, records, listed = (
        float(share) for share in re.findall(r'<col style="width: ([0-9.]+)%">', stacked_tables(long))
    )
    assert title + records + listed == pytest.approx(100, abs=0.2)
    # A day is not broken, even where most rows have none.
    assert title > listed > records
    assert "<colgroup>" not in stacked_tables(short)


def test_a_table_of_two_columns_and_one_with_a_class_stay_as_they_are() -> None:
    two = TABLE.replace("<th>A &amp; B</th>\n", "").replace("<td>3</td>\n", "")
    own = TABLE.replace("<table>", '<table class="own">')
    assert stacked_tables(two) == two
    assert stacked_tables(own) == own


@pytest.mark.parametrize(
    ("words", "language"),
    [("백양산 1호", "ko"), ("ウンフン", "ja"), ("白羊山1号", "zh"), ("Восточный", "ru"), ("Східний", "uk")],
)
def test_foreign_words_say_their_language(words: str, language: str) -> None:
    made = with_languages(f"<body><p>The ship {words}, as reported</p></body>")
    assert made == f'<body><p>The ship <span lang="{language}">{words}</span>, as reported</p></body>'


def test_words_that_have_a_language_and_those_in_attributes_and_drawings_stay() -> None:
    content = (
        '<title>백양산</title><body><h1><span lang="ko">천마산</span></h1><a title="백양산">x</a>'
        "<script>'백양산'</script><svg><text>백양산</text></svg></body>"
    )
    assert with_languages(content) == content


def test_a_record_is_described_by_its_sentence_and_not_by_what_is_above_it() -> None:
    content = (
        '<article><nav><p>All calls</p></nav><h1>X</h1><p class="standing">X &amp; Y is <b>reported</b>.</p></article>'
    )
    assert description_of(content) == "X & Y is reported."


def test_the_picture_of_a_page_has_its_path() -> None:
    assert picture_path("calls/call-008/index.html") == "cards/calls/call-008.png"
