"""What a reader copies or saves in the browser is escaped as in the CSV files that the server sends."""

from __future__ import annotations

from itertools import product

import pytest
from playwright.sync_api import Browser

from vostochny.model.project import this_checkout
from vostochny.model.spreadsheet_formulas import escape_formula

SCRIPTS = ("site/explore/export.js", "site/assets/tables.js", "scripts/vostochny/datasette_app/static/ledger.js")
# What begins formulas and numbers or may stand before them, and spaces that Python or JavaScript alone counts as such.
SIGNS = "=+-@\uff1d\uff0b\uff0d\uff20\ufe62\ufe63\ufe66\ufe6b\u2212'\"`\u2018\u201d"
SIGNS += " \t\r\n\u00a0\u3000\u2003\x1c\x85\ufeff1.e\uff11"


@pytest.mark.parametrize("script", SCRIPTS)
def test_scripts_escape_the_cells_that_python_escapes(browser: Browser, script: str) -> None:
    lines = (this_checkout().root / script).read_text(encoding="utf-8").splitlines()
    names = ("const FORMULA =", "const PLAIN_NUMBER =", "const escapeFormula =")
    found = [line for line in lines if line.startswith(names)]
    assert len(found) == 3
    texts = ["".join(signs) for length in range(4) for signs in product(SIGNS, repeat=length)]
    page = browser.new_page()
    escaped = page.evaluate(f"texts => {{ {' '.join(found)} return texts.map(escapeFormula); }}", texts)
    page.close()
    assert [text for text, cell in zip(texts, escaped, strict=True) if cell != escape_formula(text)] == []
