"""Commands for readers to copy that fetch from this publication, each with what it prints; the tests run them."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from vostochny.model.port import PORT
from vostochny.model.site_url import DATABASE_PATH, site_address
from vostochny.render.context import RenderContext


@dataclass(frozen=True)
class Example:
    """A few lines of a program.

    prints: what it writes when it is run against this release
    """

    language: str
    code: str
    prints: str

    @property
    def markdown(self) -> str:
        """The lines as a block to copy, and what they print."""
        return f"```{self.language}\n{self.code}\n```\n\nIt prints:\n\n```text\n{self.prints}\n```"


def address(path: str, **parameters: str) -> str:
    """The public address of something below /data/vostochny."""
    question = f"?{urlencode(parameters)}" if parameters else ""
    return f"{site_address().rstrip('/')}{DATABASE_PATH}{path}{question}"


def count(context: RenderContext, sql: str) -> str:
    """The one number that a statement gives, as text."""
    return str(next(iter(context.rows(sql)[0].values())))


def in_curl(target: str) -> str:
    """A command that prints what is at an address."""
    return f'curl --silent --fail "{target}"'


def in_python(target: str) -> str:
    """Lines that read a CSV answer into `rows`."""
    return (
        f'import csv, io, urllib.request\n\nwith urllib.request.urlopen("{target}") as answer:\n'
        '    rows = list(csv.DictReader(io.TextIOWrapper(answer, encoding="utf-8")))'
    )


def in_r(target: str) -> str:
    """A line that reads a CSV answer into `rows`."""
    return f'rows <- read.csv("{target}", fileEncoding = "UTF-8")'


def one_value(context: RenderContext) -> Example:
    """JSON of one row."""
    target = address("/vessels/chon-ma-san.json", _shape="objects")
    code = f"""import json, urllib.request

with urllib.request.urlopen("{target}") as answer:
    ship = json.load(answer)["rows"][0]
print(ship["name"], ship["imo_number"])"""
    name = context.rows("select name || ' ' || imo_number as told from vessels where vessel_id = 'chon-ma-san'")[0]
    return Example("python", code, name["told"])


def selection(context: RenderContext) -> Example:
    """Filters in an address."""
    target = address(
        "/sightings.json", observer="VOA", date_earliest__gte="2024-10-01", _sort="date_earliest", _shape="array"
    )
    code = f"""{in_curl(target)} |
  python3 -c "import json, sys; print(len(json.load(sys.stdin)))\""""
    sql = "select count(*) from sightings where observer = 'VOA' and date_earliest >= '2024-10-01'"
    return Example("bash", code, count(context, sql))


def paging(context: RenderContext) -> Example:
    """All rows of a table, page by page."""
    code = f"""import json, urllib.request

page, rows = "{address("/citations.json", _shape="objects", _size="300")}", []
while page:
    with urllib.request.urlopen(page) as answer:
        part = json.load(answer)
    rows += part["rows"]
    page = part["next_url"]
print(len(rows))"""
    return Example("python", code, count(context, "select count(*) from citations"))


def whole(context: RenderContext) -> Example:
    """A whole table as CSV."""
    code = f"""{in_curl(address("/vessel_particulars.csv", _stream="on"))} |
  python3 -c "import csv, sys; print(sum(1 for _ in csv.DictReader(sys.stdin)))\""""
    return Example("bash", code, count(context, "select count(*) from vessel_particulars"))


def in_sql(context: RenderContext) -> Example:
    """A statement of one's own with a parameter."""
    sql = "select count(*) as calls from calls where port_id = :port and un_listed = 1"
    code = f"""import json, urllib.parse, urllib.request

question = urllib.parse.urlencode({{
    "sql": "{sql}",
    "port": "{PORT}",
    "_shape": "array",
}})
with urllib.request.urlopen("{address(".json")}?" + question) as answer:
    print(json.load(answer)[0]["calls"])"""
    return Example("python", code, count(context, sql.replace(":port", f"'{PORT}'")))


def in_browser(context: RenderContext) -> Example:
    """The same from a page of another site."""
    target = address("/port_calls.geojson")
    code = f"""const answer = await fetch("{target}");
const calls = await answer.json();
console.log(calls.features.length);"""
    return Example("javascript", code, count(context, "select count(*) from port_calls"))


def in_statistics(context: RenderContext) -> Example:
    """A named query in R."""
    code = f"{in_r(address('/what_if.csv', load_share='0.8'))}\ncat(nrow(rows))"
    sql = "select count(*) from volume_totals where basis = 'counted' or length(period) = 4"
    return Example("r", code, count(context, sql))


def mistaken(context: RenderContext) -> Example:
    """What an error looks like."""
    del context
    code = f"""import json, urllib.error, urllib.request

try:
    urllib.request.urlopen("{address(".json", sql="select * from no_table")}")
except urllib.error.HTTPError as error:
    print(error.code, json.load(error)["error"])"""
    return Example("python", code, "400 No such table: no_table.")
