"""The picture of a record: its own words, small, and the same bytes every time."""

from __future__ import annotations

import struct

from vostochny.charts.share_card import png, share_card, shortened, sixteen_colours

SENTENCE = "Paek Yang San 1 is reported at Vostochny from 2 to 8 April 2024. " * 8


def test_a_picture_is_small_and_follows_from_its_words_alone() -> None:
    drawn = share_card("Paek Yang San 1 at Vostochny", SENTENCE, "Vostochny Ledger")
    made = png(drawn)
    assert struct.unpack(">II", made[16:24]) == (600, 315)
    assert 2_000 < len(made) < 25_000
    assert made == png(drawn)
    assert made != png(share_card("Yu Son at Vostochny", SENTENCE, "Vostochny Ledger"))


def test_words_that_do_not_fit_end_with_a_mark_and_markup_is_text() -> None:
    assert shortened(SENTENCE, 66, 3)[-1].endswith("…")
    assert "&lt;b&gt;" in share_card("<b>", "&", "x")


def test_letters_that_the_font_lacks_are_left_out() -> None:
    assert shortened("Chon Ma San 천마산호 in port", 60, 2) == ["Chon Ma San in port"]


def test_a_picture_written_in_another_way_stays_as_it_is() -> None:
    made = png(share_card("A", "B", "C"))
    assert sixteen_colours(made) == made
