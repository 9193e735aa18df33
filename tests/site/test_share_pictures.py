"""Pictures of former builds are taken again, and only those that a page still has are kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from vostochny.charts.share_card import share_card
from vostochny.site import share_pictures
from vostochny.site.share_pictures import DrawnBefore


def test_the_same_words_are_drawn_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, card = DrawnBefore(tmp_path), share_card("Chon Ma San", "A tanker.", "The record")
    name, picture = before.picture(card)
    assert picture.startswith(b"\x89PNG")

    def refused(_drawn: str) -> bytes:
        raise AssertionError("drawn again")

    monkeypatch.setattr(share_pictures, "png", refused)
    assert before.picture(card) == (name, picture)
    with pytest.raises(AssertionError, match="drawn again"):
        before.picture(share_card("Chon Ma San", "A tanker on a list.", "The record"))


def test_another_way_of_drawing_is_drawn_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, card = DrawnBefore(tmp_path), share_card("Chon Ma San", "A tanker.", "The record")
    first, _ = before.picture(card)
    monkeypatch.setattr(share_pictures, "PICTURES", share_pictures.PICTURES + 1)
    assert before.picture(card)[0] != first


def test_pictures_that_no_page_has_any_more_are_forgotten(tmp_path: Path) -> None:
    before = DrawnBefore(tmp_path)
    kept, left = (before.picture(share_card(title, "", ""))[0] for title in ("Kept", "Left"))
    before.keep([kept])
    assert {path.name for path in tmp_path.iterdir()} == {kept} != {left}


def test_pictures_that_are_still_drawn_are_waited_for(tmp_path: Path) -> None:
    before = DrawnBefore(tmp_path)
    cards = [share_card(title, "", "") for title in ("First", "Second")]
    before.keep(before.picture(card)[0] for card in cards)
    assert {path.name for path in tmp_path.iterdir()} == {before.picture(card)[0] for card in cards}
    unfinished = tmp_path / ".unfinished.new"
    unfinished.touch()

    def drawn() -> Iterator[str]:
        unfinished.rename(tmp_path / "third")
        yield "third"

    before.keep(drawn())
    assert [path.name for path in tmp_path.iterdir()] == ["third"]
