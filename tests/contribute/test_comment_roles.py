"""A company has a role only towards the ships in the clause of that role; a company's number is no ship's."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import RawTables
from tests.contribute import lists
from tests.contribute.importing import compared, imported, proposed

from vostochny.contribute.imports.comment_roles import ships_in
from vostochny.contribute.imports.list_values import ship_numbers
from vostochny.model.imo_number import is_company_number, is_ship_number

SHIPS = {"alpha star": "alpha", "beta star": "beta", "gamma 2": "gamma", "beta star 2": "beta-2", "1234567": "numbered"}
COMMENTS: list[tuple[str, dict[str, tuple[str, ...]]]] = [
    ("Manager of the vessel ALPHA STAR, which met the BETA STAR at sea.", {"alpha": ("manager",), "beta": ()}),
    ("Owner of the tanker ALPHA STAR, whose master wrote to the GAMMA 2.", {"alpha": ("owner",), "gamma": ()}),
    ("Registered owner and ship manager of the ALPHA STAR.", {"alpha": ("owner", "manager")}),
    ("Registered owner, ship and commercial manager of the ALPHA STAR.", {"alpha": ("owner", "manager")}),
    ("Owner of ALPHA STAR, BETA STAR and GAMMA 2.", {"alpha": ("owner",), "beta": ("owner",), "gamma": ("owner",)}),
    ("Owner of ALPHA STAR; manager of BETA STAR. Met GAMMA 2.",
     {"alpha": ("owner",), "beta": ("manager",), "gamma": ()}),
    ("Owner of ALPHA STAR and had contact with BETA STAR.", {"alpha": ("owner",), "beta": ()}),
    ("The company also owns vessels ALPHA STAR and GAMMA 2.", {"alpha": ("owner",), "gamma": ("owner",)}),
    ("Test Shipping Ltd is the operator/manager of the vessel ALPHA STAR.", {"alpha": ("operator", "manager")}),
    ("Other Shipping is the owner of ALPHA STAR.", {"alpha": ()}),
    ("Its parent, Other Ltd, owns ALPHA STAR.", {"alpha": ()}),
    ("ALPHA STAR owned by Test Shipping Ltd, met BETA STAR.", {"alpha": ("owner",), "beta": ()}),
    ("ALPHA STAR is owned by Other Ltd.", {"alpha": ()}),
    ("It is not the owner of ALPHA STAR. Former owner of GAMMA 2.", {"alpha": (), "gamma": ("previous_owner",)}),
    ("Operates the tanker ALPHA STAR and is manager of the BETA STAR.", {"alpha": ("operator",), "beta": ("manager",)}),
    ("The manager wrote to ALPHA STAR. ALPHA STAR's owner met BETA STAR.", {"alpha": (), "beta": ()}),
    ("Owner of BETA STAR 2, larger than BETA STAR.", {"beta-2": ("owner",), "beta": ()}),
    ("Owner of a ship, IMO number: 1234567.", {"numbered": ("owner",)}),
    ("Owner of alpha star stations.", {}),
    ("Formerly owner of ALPHA STAR; the BETA STAR is managed by another firm.",
     {"alpha": ("previous_owner",), "beta": ()}),
    ("Owner of Other Ltd, which manages ALPHA STAR.", {"alpha": ()}),
    ("Subsidiary of Other Shipping Co Ltd, manager of ALPHA STAR.", {"alpha": ()}),
    ("Owner of the following two tankers: ALPHA STAR and BETA STAR.", {"alpha": ("owner",), "beta": ("owner",)}),
    ("Test Shipping Ltd, which manages ALPHA STAR.", {"alpha": ("manager",)}),
]  # fmt: skip


@pytest.mark.parametrize(("comment", "roles"), COMMENTS)
def test_a_role_is_given_only_to_the_ships_of_its_clause(comment: str, roles: dict[str, tuple[str, ...]]) -> None:
    found = {ship: said for ship, _called, said in ships_in(comment, "Test Shipping Ltd", SHIPS)}
    assert found == roles


def test_the_name_of_the_company_is_no_ship_unless_it_is_one_word() -> None:
    assert ships_in("Alpha Star Shipping Ltd trades coal.", "Alpha Star Shipping Ltd", SHIPS) == []
    assert ships_in("Manager of the ALPHA STAR.", "Alpha Corp", SHIPS) == [("alpha", "ALPHA STAR", ("manager",))]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from([
    "owner", "of", "ALPHA STAR", "BETA STAR", "GAMMA 2", ",", ".", "which", "met", "and", "IMO number: 1234567", "(",
    "manages", "not", "\ue000", "\ue0011", "\ue002", "is", "the", "7654329"]), max_size=14))  # fmt: skip
def test_any_comment_gives_each_ship_that_it_names_once_and_known_roles_only(words: list[str]) -> None:
    comment = " ".join(words)
    found = ships_in(comment, "Test Shipping Ltd", SHIPS)
    keys = [ship or called for ship, called, _roles in found]
    assert len(keys) == len(set(keys))
    assert {role for _ship, _called, roles in found for role in roles} <= {"owner", "manager", "previous_owner"}
    named = {ship for name, ship in SHIPS.items() if name.upper() in words}
    assert named <= set(keys)


@pytest.mark.parametrize("number", ["5936312", "5676084", "5342883", "5988369"])
def test_the_check_digit_separates_a_company_from_a_ship(number: str, pristine: RawTables, tmp_path: Path) -> None:
    assert is_company_number(number)
    assert not is_ship_number(number)
    assert not is_company_number(number[:-1] + str((int(number[-1]) + 1) % 10))
    text = lists.un_text(("KPe.902", "Test Trade Ltd", f"Owner of KOTI. IMO number: {number}."))
    made = compared("un", text, pristine, tmp_path)
    assert [row["vessel_id"] for row in proposed(made, "vessel_particulars")] == ["koti"]
    assert not any(number in line and "not on record" in line for line in made.notes)


def test_a_number_that_could_be_either_is_a_ships_only_where_it_is_not_called_a_companys() -> None:
    both = next(f"{n}" for n in range(5_000_000, 6_000_000) if is_ship_number(f"{n}") and is_company_number(f"{n}"))
    assert ship_numbers(f"IMO number: {both}") == [both]
    assert ship_numbers(f"Company Number IMO {both}") == []
    assert ships_in(f"Owner of a ship. IMO number: {both}.", "Test", {}) == []


def test_what_the_comment_says_is_shown_with_the_proposal_and_a_ship_that_is_only_named_is_not_proposed(
    pristine: RawTables, tmp_path: Path
) -> None:
    comment = "Manager of the vessel KOTI, which met the KUM UN SAN 3 at sea."
    made = compared("un", lists.un_text(("KPe.900", "Test Managers Ltd", comment)), pristine, tmp_path)
    assert made.new == [f"koti: KPe.900 Test Managers Ltd, manager. The comment: “{comment}”"]
    assert [row["vessel_id"] for row in proposed(made, "vessel_particulars")] == ["koti"]
    (note,) = [line for line in made.notes if "KUM UN SAN 3 (kum-un-san-3)" in line]
    assert "named in the comment without a role" in note


def test_a_second_role_is_new_and_the_first_stays(pristine: RawTables, tmp_path: Path) -> None:
    entry = ("KPe.072", "Shanghai Dongfeng Shipping Co Ltd", "Registered owner and ship manager of the DONG FENG 6.")
    made = compared("un", lists.un_text(entry), pristine, tmp_path)
    assert made.same == 1
    assert [(row["attribute"], row["locator"]) for row in proposed(made, "vessel_particulars")] == [
        ("manager", "KPe.072")
    ]
    assert not any("dong-feng-6" in line for line in made.gone)
    assert made.changed[0].startswith("dong-feng-6: KPe.072 Shanghai Dongfeng Shipping Co Ltd, manager; on record: ")


def test_a_cut_off_un_list_is_noticed_wherever_it_is_cut(pristine: RawTables, tmp_path: Path) -> None:
    whole = lists.UN.rstrip()
    for end in range(0, len(whole), 97):
        _made, findings = imported("un", whole[:end], pristine, tmp_path)
        assert findings, end
