"""A CSV answer is inert and whole wherever its writer cuts its messages, and says the same values as the downloads."""

from __future__ import annotations

import csv
import io
import re
from itertools import pairwise
from typing import TYPE_CHECKING

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import in_own_loop
from tests.serving import csv_rows, row_count

from vostochny.datasette_app.csv_answers import COMPLETE, CsvAnswer, IncompleteAnswerError
from vostochny.model.project import Project
from vostochny.model.spreadsheet_formulas import escape_formula
from vostochny.web.cache_headers import PAGE, PageFacts
from vostochny.web.headers import header

if TYPE_CHECKING:
    from starlette.types import Message

TYPES = {"barrels": "number", "estimated": "boolean"}
COLUMNS = ["name", "barrels", "estimated"]
ROWS = [
    ["=HYPERLINK(\"http://example.org\")", "25000.0", "1"],
    ["천마산호, 千馬山\n=second line", "-5.5", "0"],
    ["a \"quoted\" cell\r\nwith a line end", "", ""],
    ["\uff1d1+1", "-1.0", "1"],
    ["\"=1+1\"", "1e5", "0"],
    ["  @SUM(1)", "7.0", ""],
    ["plain", "0.0", "1"],
]  # fmt: skip
CELLS = st.text(st.sampled_from("=+-@\t\r\n\",'x 1호＝\u202e"), max_size=8)
DANGEROUS = re.compile(r"[\s\"'\u3000]*[=+\-@＝＋－＠]|[\t\r]")


def as_csv(rows: list[list[str]]) -> bytes:
    """Rows as Datasette writes them."""
    written = io.StringIO(newline="")
    csv.writer(written).writerows(rows)
    return written.getvalue().encode("utf-8")


def sent(pieces: list[bytes], page: PageFacts | None = None, *, streamed: bool = True) -> tuple[Message, bytes]:
    """The beginning and the body of an answer whose writer sends these pieces."""
    messages: list[Message] = []

    async def send(message: Message) -> None:
        messages.append(message)

    async def answer() -> None:
        PAGE.set(page or PageFacts())
        answering = CsvAnswer(send, "calls", TYPES, streamed=streamed, has_header=True, is_head=False)
        await answering({"type": "http.response.start", "status": 200, "headers": []})
        for piece in pieces:
            await answering({"type": "http.response.body", "body": piece, "more_body": True})
        await answering({"type": "http.response.body", "body": b"", "more_body": False})

    in_own_loop(answer())
    return messages[0], b"".join(message["body"] for message in messages[1:])


def read(body: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(body.decode("utf-8"), newline="")))


def test_a_csv_cut_at_every_place_comes_out_the_same_and_inert() -> None:
    whole = as_csv([COLUMNS, *ROWS])
    _, expected = sent([whole])
    assert [row[1:] for row in read(expected)[1:]] == [
        ["25000", "true"], ["-5.5", "false"], ["", ""], ["-1", "true"], ["1e5", "false"], ["7", ""], ["0", "true"],
    ]  # fmt: skip
    for cut in range(len(whole) + 1):
        _, body = sent([whole[:cut], whole[cut:]])
        assert body == expected, cut
    _, byte_by_byte = sent([whole[place : place + 1] for place in range(len(whole))])
    assert byte_by_byte == expected


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=5), st.lists(st.integers(0, 200), max_size=6))
def test_no_cell_runs_whatever_it_holds_and_wherever_it_is_cut(rows: list[list[str]], cuts: list[int]) -> None:
    whole = as_csv([COLUMNS, *rows])
    places = [0, *sorted(min(cut, len(whole)) for cut in cuts), len(whole)]
    _, body = sent([whole[start:end] for start, end in pairwise(places)])
    found = read(body)
    assert len(found) == len(rows) + 1
    for cells, given_in in zip(found[1:], rows, strict=True):
        for cell, before in zip(cells, given_in, strict=True):
            assert not DANGEROUS.match(cell) or re.fullmatch(r"[+-]?\d+\.?\d*", cell) or cell.startswith("'")
            assert "\u202e" not in cell
            text = before.replace("\u202e", "")
            assert cell in (text, f"'{text}") or (text, cell) == ("1", "true")


@pytest.mark.parametrize("cell", ["'=1", '"=1"', " =1", "\u3000=1", "＝1", "＠A1", "－1+1", "\t1"])
def test_a_formula_behind_a_quote_a_blank_or_in_full_width_is_inert(cell: str) -> None:
    assert escape_formula(cell) == f"'{cell}"


def test_an_answer_with_fewer_rows_than_were_counted_breaks_off_instead_of_looking_whole() -> None:
    whole = as_csv([COLUMNS, *ROWS])
    start, _ = sent([whole], PageFacts(expected_rows=len(ROWS)))
    assert header(start, COMPLETE.encode()) == "yes"
    for wrong in (len(ROWS) - 1, len(ROWS) + 1):
        with pytest.raises(IncompleteAnswerError, match=f"after {len(ROWS)} rows of {wrong}"):
            sent([whole], PageFacts(expected_rows=wrong))
    start, _ = sent([whole], PageFacts(expected_rows=None))
    assert header(start, COMPLETE.encode()) == "unknown"


@pytest.mark.parametrize("table", ["volume_estimates", "notified_deliveries", "vessels", "cap_by_day", "call_counts"])
def test_a_table_s_live_csv_says_the_same_values_as_its_download(client: httpx.Client, table: str) -> None:
    live = csv_rows(client.get(f"/data/vostochny/{table}.csv?_stream=on").text)
    file = csv_rows(client.get(f"/downloads/{table}.csv").text)
    columns = list(file[0])
    # A reader's program compares numbers as numbers; a figure that is printed as 0.50 is 0.5 in the database.
    live_cells = sorted([as_number(row[name]) for name in columns] for row in live)
    assert live_cells == sorted([as_number(row[name]) for name in columns] for row in file)
    whole = [cell for row in live for cell in row.values() if re.fullmatch(r"\d+\.0", cell)]
    printed = {cell for row in file for cell in row.values()}
    assert set(whole) <= printed


def as_number(cell: str) -> str:
    """A number without the zeros at its end, any other text as it is, without the apostrophe of an inert cell."""
    cell = cell.removeprefix("'")
    return cell.rstrip("0").rstrip(".") if re.fullmatch(r"-?\d+\.\d+", cell) else cell


def test_a_streamed_file_is_counted_with_its_filters(client: httpx.Client) -> None:
    answer = client.get("/data/vostochny/vessel_sanctions.csv?_stream=on&listed_on__gte=2016-01-01&_sort=delisted_on")
    rows = csv_rows(answer.text)
    assert answer.headers[COMPLETE] == "yes"
    assert len({row["designation_id"] for row in rows}) == len(rows) > 100


def test_every_table_and_view_says_how_complete_its_csv_is(client: httpx.Client, published: Project) -> None:
    views = [view.name for view in published.dataset.views]
    for name in [*published.dataset.published, "records", *views]:
        first = client.get(f"/data/vostochny/{name}.csv")
        whole = client.get(f"/data/vostochny/{name}.csv?_stream=on")
        assert whole.headers[COMPLETE] == "yes", name
        is_whole = len(csv_rows(first.text)) == len(csv_rows(whole.text)) == row_count(published, name)
        assert first.headers[COMPLETE] == ("yes" if is_whole else "no"), name


def test_a_head_request_says_the_same_of_completeness(client: httpx.Client) -> None:
    for address in ("citations.csv?_stream=on", "citations.csv?_size=20", "ports.csv"):
        asked = f"/data/vostochny/{address}"
        assert client.head(asked).headers[COMPLETE] == client.get(asked).headers[COMPLETE]


def test_the_end_of_an_answer_is_sent_even_when_its_last_record_has_no_line_end() -> None:
    _, body = sent([b"name,barrels,estimated\r\nx,1.0,1"])
    assert read(body)[1] == ["x", "1", "true"]
