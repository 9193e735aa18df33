"""Readers find a ship however they write its name or number."""

from __future__ import annotations

import re
import unicodedata

import httpx
import pytest

from vostochny.datasette_app.search import normalised

DATABASE = "/data/vostochny"
NAME = "천마산호"


def hits(client: httpx.Client, question: str) -> list[str]:
    """The addresses of the rows that the search shows."""
    page = client.get("/data/search", params={"q": question}).raise_for_status().text
    return re.findall(r'href="(/data/vostochny/[^"]+/[^"]+)"', page.partition("<main")[2])


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_a_name_is_found_in_every_form_of_unicode(client: httpx.Client, form: str) -> None:
    expected = hits(client, NAME)
    assert expected
    assert hits(client, unicodedata.normalize(form, NAME)) == expected  # type: ignore[arg-type]
    found = client.get(f"{DATABASE}/vessel_names.json", params={"_search": unicodedata.normalize("NFD", NAME)})
    assert found.json()["filtered_table_rows_count"] > 0


@pytest.mark.parametrize(
    "written",
    ["IMO 8660313", "IMO8660313", "imo: 8660313", "IMO No. 8660313", "IMO-Nr. 8660313", "IMO n° 8660313", "IMO_8660313",
     "IMO/8660313", "８６６０３１３"],
)  # fmt: skip
def test_a_number_is_found_with_and_without_the_letters_before_it(client: httpx.Client, written: str) -> None:
    expected = hits(client, "8660313")
    assert expected
    assert hits(client, written) == expected


@pytest.mark.parametrize("before", ["MMSI ", "MMSI", "mmsi: "])
def test_the_number_of_a_transmitter_is_found_with_the_letters_before_it(client: httpx.Client, before: str) -> None:
    rows = client.get(f"{DATABASE}/vessels.json?_shape=array&mmsi__notblank=1&_size=1").json()
    expected = hits(client, rows[0]["mmsi"])
    assert expected
    assert hits(client, f"{before}{rows[0]['mmsi']}") == expected


@pytest.mark.parametrize("before", ["M/V ", "MV ", "M/T ", "mt "])
def test_a_name_is_found_with_the_letters_before_it(client: httpx.Client, before: str) -> None:
    assert hits(client, f"{before}Chon Ma San") == hits(client, "Chon Ma San") != []


def test_other_words_and_numbers_stay_as_they_are() -> None:
    for question in ("IMO", "IMO 86603", "limo 8660313x", "Ch'on Ma San", "IMO 86603131", "MMSI 12345", "MTV", "M"):
        assert normalised(question) == question


@pytest.mark.parametrize("words", ['"', '""', " - ", "'", "*", "(", '" "'])
def test_a_search_without_a_word_is_answered_with_a_sentence(client: httpx.Client, words: str) -> None:
    answer = client.get(f"{DATABASE}/vessels.json", params={"_search": words})
    assert answer.json() == {"ok": False, "status": 400, "error": "A search needs at least one letter or digit."}
    assert answer.status_code == 400


@pytest.mark.parametrize("words", ['Chon "Ma', '"Chon Ma', 'Chon"'])
def test_a_quotation_mark_without_its_partner_is_no_error(client: httpx.Client, words: str) -> None:
    answer = client.get(f"{DATABASE}/vessels.json", params={"_search": words})
    assert answer.status_code == 200
    assert answer.json()["filtered_table_rows_count"] > 0
