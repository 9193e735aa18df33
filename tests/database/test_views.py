"""Views of the record: each gives its rows in an order of its own, whichever way SQLite finds them."""

from __future__ import annotations

import pytest

from vostochny.database.reading import opened
from vostochny.model.project import Project, this_checkout


@pytest.mark.parametrize("name", [view.name for view in this_checkout().dataset.views])
def test_the_rows_of_a_view_are_in_a_total_order(built: Project, name: str) -> None:
    found = []
    for reversed_ in ("off", "on"):
        with opened(built.database) as connection:
            # Turns round whatever no ORDER BY decides: https://sqlite.org/pragma.html#pragma_reverse_unordered_selects
            connection.execute(f"pragma reverse_unordered_selects = {reversed_}")
            found.append([tuple(row) for row in connection.execute(f"select * from [{name}]")])
    assert found[0]
    assert found[0] == found[1]


@pytest.mark.parametrize("name", [view.name for view in this_checkout().dataset.views])
def test_a_number_is_found_in_a_view_by_its_text_as_a_filter_asks(built: Project, name: str) -> None:
    with opened(built.database) as connection:
        for (column,) in connection.execute("select name from pragma_table_info(?)", [name]).fetchall():
            numbers = (
                f"select distinct [{column}] from [{name}] where typeof([{column}]) in ('integer', 'real') limit 20"
            )
            for (number,) in connection.execute(numbers).fetchall():
                counted = f"select count(*) from [{name}] where [{column}] = ?"
                as_text, as_number = (
                    connection.execute(counted, [value]).fetchone()[0] for value in (str(number), number)
                )
                assert as_text == as_number, f"{name}.{column} = {number}"
