"""IMO numbers of ships and of companies: their check digits, and how texts write them."""

from __future__ import annotations

import re


def imo_number_fault(text: str) -> str:
    """What is wrong with seven digits as the IMO number of a ship; empty if nothing is.

    The last digit is that of the sum of the first six, weighted with 7 to 2 (IMO resolution A.1117(30)). The rule
    `particular_has_its_form` computes it in SQL, for a column that holds other particulars too.
    """
    from stdnum import imo

    if is_ship_number(text):
        return ""
    if text.startswith("0"):
        return "no number of a ship begins with 0"
    digit = imo.calc_check_digit(text[:6])
    return f"the check digit of {text[:6]} is {digit}, so the number would be {text[:6]}{digit}"


def is_ship_number(text: str) -> bool:
    """Whether seven digits are an IMO ship number by their check digit (IMO resolution A.1117(30))."""
    from stdnum import imo

    # Transmitters without a number send 0000000, whose check digit fits.
    return bool(re.fullmatch(r"[1-9][0-9]{6}", text)) and imo.is_valid(text)


def is_company_number(text: str) -> bool:
    """Whether seven digits are an IMO company number by their check digit.

    The first six digits are weighted with 8, 6, 4, 2, 9 and 7; the last is (11 - sum mod 11) mod 10
    (IMO circular letter 2554; Equasis publishes the numbers).
    """
    if not re.fullmatch(r"[0-9]{7}", text):
        return False
    total = sum(weight * int(digit) for weight, digit in zip((8, 6, 4, 2, 9, 7), text, strict=False))
    return (11 - total % 11) % 10 == int(text[6])


def imo_digits(text: str) -> str:
    """The seven digits of an IMO number written as ``IMO9417115``, ``IMO 9417115`` or ``9417115``; else empty."""
    found = re.fullmatch(
        r"\s*(?:IMO)?\s*(?:number|no\.?)?\s*[:#-]?\s*(\d{7})\s*(?:\.0?)?\s*", text, re.IGNORECASE | re.ASCII
    )
    return found[1] if found else ""
