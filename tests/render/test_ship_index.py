"""Ships are found by names as people write them: letters folded, forms by rule, callers before their namesakes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.first_hits import SHIPS

from vostochny.database.reading import opened
from vostochny.model.project import Project
from vostochny.render.other_scripts import cyrillic, kana
from vostochny.render.ship_index import ShipIndex, folded, read_ships


@pytest.fixture(scope="module")
def ships(built: Project) -> Iterator[ShipIndex]:
    with opened(built.database) as connection:
        yield read_ships(connection)


@pytest.mark.parametrize(("words", "wanted"), SHIPS)
def test_the_ship_that_is_meant_is_first(ships: ShipIndex, words: str, wanted: str) -> None:
    assert f"vessels/{ships.find(words)[0][0].vessel_id}/" == wanted


@pytest.mark.parametrize("words", ["", "호", "12", "xyzzy", "%", "IMO", "the ship"])
def test_words_that_name_no_ship_find_none(ships: ShipIndex, words: str) -> None:
    assert ships.find(words) == []


def test_the_word_for_a_ship_blanks_case_and_width_do_not_matter() -> None:
    assert folded("백양산 1호") == folded("백양산1호") == folded("백양산1")
    assert folded("IMO No. ８６６０３１３") == "8660313"
    assert folded("Ch'on-Ma San") == folded("CHON MA SAN")
    assert folded("白羊山1號") == folded("白羊山1号")


def test_a_name_of_one_syllable_or_of_no_korean_syllables_has_no_forms_by_rule() -> None:
    assert cyrillic(["Courageous"]) == []
    assert kana(["Billions"]) == ""


def test_a_syllable_that_may_be_two_gives_both_in_cyrillic() -> None:
    assert cyrillic(["un", "hung"]) == ["Унхун", "Унхын", "Ынхун", "Ынхын"]
    assert cyrillic(["kum", "jin", "gang"])[0] == "Кумджинган"
    assert kana(["wol", "bong", "san"]) == "ウォルボンサン"


def test_a_number_of_a_list_that_several_ships_share_names_none_of_them(ships: ShipIndex) -> None:
    assert ships.find("1718 Committee decision of 30 March 2018") == []
