"""Names in letters that pass for others are refused, and names in the scripts of the region are not."""

from __future__ import annotations

import pytest

from vostochny.model.scripts import script_faults

LOOK_ALIKES = {
    "Cyrillic": "\u0412\u0412\u0421",
    "Greek": "\u0391\u0392\u0392",
    "full width": "\uff22\uff22\uff23",
    "mathematical bold": "\U0001d401\U0001d401\U0001d402",
    "script letter": "\u212cBC",
    "compatibility jamo": "\u3131\u314f",
    "conjoining jamo": "\u1100",
    "variation selector": "B\ufe0fBC",
    "grapheme joiner": "BBC\u034f",
    "stacked marks": "B\u0301\u0302BC",
    "Hangul filler": "BBC\u3164",
    "choseong filler": "\u115fBBC",
    "blank of braille": "\u2800BBC",
    "Cherokee": "\u13a2\u13aa",
    "Lisu": "\ua4d0\ua4d0\ua4da",
    "small capitals": "\u1d1b\u1d00ss",
    "Roman numeral": "\u2163",
    "Arabic digits": "\u0662\u0660\u0662\u0664",
}


@pytest.mark.parametrize("text", LOOK_ALIKES.values(), ids=LOOK_ALIKES)
@pytest.mark.parametrize("allowed", [(), ("Cyrl", "Grek")])
def test_letters_that_pass_for_others_are_refused(text: str, allowed: tuple[str, ...]) -> None:
    assert list(script_faults(text, allowed))


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("\ub0a8\uc0b08\ud638", ()),
        ("\u767d\u7f8a\u5c711\u53f7", ()),
        ("\u30aa\u30fc\u30d7\u30f3\u30bd\u30fc\u30b9\u30fb\u30bb\u30f3\u30bf\u30fc", ()),
        ("\u6700\u5927\u3067\uff11\uff16\uff13\u4e07\u30d0\u30ec\u30eb", ()),
        ("R\u00e9seau International, sanc\u021biunile, \u0130stanbul", ()),
        ("\u0412\u043e\u0441\u0442\u043e\u0447\u043d\u0430\u044f", ("Cyrl",)),
        ("\u041e\u041e\u041e \u0422\u043e\u043f\u043b\u0438\u0432\u043e", ("Cyrl",)),
        ("\u201cFive\u201d \u2013 5\u00bd m\u00b2 \u20ac", ()),
    ],
)
def test_names_in_their_own_letters_are_valid(text: str, allowed: tuple[str, ...]) -> None:
    assert list(script_faults(text, allowed)) == []


def test_a_script_that_the_column_may_not_have_is_refused_and_named() -> None:
    ((rule, expected),) = script_faults("\u0412\u043e\u0441\u0442\u043e\u0447\u043d\u044b\u0439")
    assert (rule, "CYRILLIC CAPITAL LETTER VE" in expected) == ("script", True)
