"""The page of a source shows the title that the document prints beside the translated one."""

from __future__ import annotations

import pytest

from vostochny.database.reading import opened
from vostochny.model.project import Project
from vostochny.render.context import RenderContext
from vostochny.site.pages.source_record import source_page


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        ("sankei-2024-11-23", '<span lang="ja">露が北朝鮮に石油100万バレルを密輸出</span>'),
        ("gcaptain-2024-05-02", ""),
    ],
)
def test_the_printed_title_is_shown_in_its_language_where_it_was_read(
    built: Project, source: str, printed: str
) -> None:
    with opened(built.database) as connection:
        context = RenderContext(built.dataset, connection)
        (row,) = context.rows("select *, null as root from sources where source_id = :id", id=source)
        shown = source_page(context, row, {}, [])
    assert ("In the original" in shown) is bool(printed)
    assert printed in shown
    assert row["title"] in shown.replace("\\", "")
