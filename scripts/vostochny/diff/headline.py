"""What a state of the record says in one glance: calls, barrels, and when the ceiling was passed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from vostochny.database.model_results import given_rows, results_of
from vostochny.database.reading import Row, opened
from vostochny.model.schema import Dataset
from vostochny.model.wording import day, number
from vostochny.volumes import DEFAULT_DRAWS, DEFAULT_SEED

# Columns of probability in cap_by_day, with words for them.
BASES = (
    ("sea", "by the counted series alone"),
    ("sea_and_notified", "with notified deliveries added"),
    ("sea_notified_and_rail", "with notified deliveries and reported rail added"),
)


@dataclass(frozen=True)
class FigureChange:
    """One figure of the headline, in words, on both sides; `before` and `after` are empty where there is none."""

    name: str
    title: str
    before: str
    after: str

    @property
    def same(self) -> bool:
        return self.before == self.after

    @property
    def sentence(self) -> str:
        """The figure as a sentence that says whether it moved."""
        if self.same:
            return f"{self.title}: {self.after or 'none'}, unchanged."
        return f"{self.title}: {self.before or 'none'} before, now {self.after or 'none'}."


def headline(dataset: Dataset, database: Path) -> dict[str, tuple[str, str]]:
    """Title and value of each figure, by a stable name, from the standard run of the model of today.

    Nothing where no calls are counted, which is known without a run. Raises BuildError when the tables lack what the
    model needs.
    """
    with opened(database) as connection:
        if connection.execute("select 1 from call_counts limit 1").fetchone() is None:
            return {}
    return figures(standard_run(dataset, database))


def standard_run(dataset: Dataset, database: Path) -> dict[str, list[Row]]:
    """The result tables of the standard run, to be read only.

    Few changes of the record touch what the model is given; where both sides of a comparison give it the same, one run
    serves both. Raises BuildError when the tables lack what the model needs.
    """
    return standard_run_of(json.dumps(given_rows(dataset, database)))


@lru_cache(maxsize=4)
def standard_run_of(given: str) -> dict[str, list[Row]]:
    """The standard run over the rows and the ceiling that `given` holds as JSON."""
    tables, cap_barrels = json.loads(given)
    return results_of(tables, cap_barrels, DEFAULT_SEED, DEFAULT_DRAWS)


def figures(results: dict[str, list[Row]]) -> dict[str, tuple[str, str]]:
    """The headline of one run, from its result tables."""
    days = results["cap_by_day"]
    if not days:
        return {}
    year, count_id = days[-1]["day"][:4], days[-1]["count_id"]
    totals = results["volume_totals"]
    documented = next(row for row in totals if row["basis"] == "documented" and row["period"] == year)
    counted = next(row for row in totals if row["count_id"] == count_id)
    found = {
        "documented_calls": (f"Calls at Vostochny in {year} documented one by one", number(documented["calls"])),
        "documented_barrels": (f"Barrels of the documented calls of {year}", interval(documented)),
        "counted_calls": (f"Calls in the counted series of {year}", number(counted["calls"])),
        "counted_barrels": ("Barrels of the counted series", interval(counted)),
    }
    for column, words in BASES:
        chance = days[-1][f"probability_{column}"]
        found[f"passed_{column}"] = (
            f"Probability that the ceiling was passed in {year}, {words}",
            f"{number(round(100 * chance, 1))} per cent",
        )
        reached = passed(results["cap_passed"], column.replace("_", "-"))
        found[f"days_{column}"] = (f"Day by which the ceiling was passed, {words} (5, 50 and 95 per cent)", reached)
    return found


def numbers(results: dict[str, list[Row]]) -> dict[str, str]:
    """The same as cells of the history of releases, by its columns; nothing where no series is counted."""
    days = results["cap_by_day"]
    if not days:
        return {}
    year, totals = days[-1]["day"][:4], results["volume_totals"]
    documented = next(row for row in totals if row["basis"] == "documented" and row["period"] == year)
    counted = next(row for row in totals if row["count_id"] == days[-1]["count_id"])
    half = [row for row in results["cap_passed"] if row["passed_id"] == "sea-at-50-per-cent"]
    return {
        "documented_calls": str(documented["calls"]),
        "counted_calls": str(counted["calls"]),
        **{f"barrels_{name}": f"{counted[f'barrels_{name}']:.0f}" for name in ("low", "central", "high")},
        "cap_passed_on": (half[0]["day"] or "") if half else "",
    }


def interval(row: Row) -> str:
    """Low, central and high barrels in words."""
    low, central, high = (number(row[f"barrels_{name}"]) for name in ("low", "central", "high"))
    return f"{central} (90 per cent interval {low} to {high})"


def passed(rows: Iterable[Row], basis: str) -> str:
    """The days on which the model's probability reached each level."""
    found = [row for row in rows if row["basis"] == basis and row["undocumented_calls"] == "even"]
    days = [day(row["day"]) or "not in the year" for row in sorted(found, key=lambda row: row["probability"])]
    return "; ".join(days)


def lines(before: dict[str, tuple[str, str]], after: dict[str, tuple[str, str]]) -> list[FigureChange]:
    """Both headlines side by side."""
    found = []
    for name in dict.fromkeys([*after, *before]):
        title = (after.get(name) or before[name])[0]
        found.append(FigureChange(name, title, before.get(name, ("", ""))[1], after.get(name, ("", ""))[1]))
    return found
