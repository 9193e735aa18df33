"""Other romanisations under which a reader may look for a Korean ship, made by rule for the search alone."""

from __future__ import annotations

# Syllables as the lists write them, and as South Korean and other writers do (Revised Romanization or usage).
OTHER = {
    "bong": "bong", "chol": "cheol", "chon": "cheon", "chong": "cheong", "dae": "dae", "do": "do", "dong": "dong",
    "gang": "gang", "gong": "gong", "gye": "gye", "hae": "hae", "ho": "ho", "hung": "heung", "hwa": "hwa", "hye": "hye",
    "jang": "jang", "ji": "ji", "jin": "jin", "jong": "jeong", "kang": "gang", "ku": "gu", "kum": "geum",
    "kwang": "gwang", "kyong": "gyeong", "ma": "ma", "mi": "mi", "mu": "mu", "myong": "myeong", "nam": "nam",
    "paek": "baek", "pho": "po", "phyong": "pyeong", "po": "bo", "pu": "bu", "pyong": "pyeong", "ra": "na",
    "rak": "nak", "rang": "rang", "rim": "im", "rung": "neung", "rye": "ye", "ryo": "yo", "ryong": "yong", "ryu": "yu",
    "sam": "sam", "san": "san", "se": "se", "sin": "sin", "so": "so", "son": "seon", "song": "seong", "tae": "dae",
    "tan": "dan", "thae": "tae", "tok": "deok", "tong": "dong", "ul": "eul", "un": "eun", "wol": "wol", "won": "won",
    "yang": "yang", "yu": "yu", "an": "an",
}  # fmt: skip


def spellings(name: str) -> list[str]:
    """Other spellings of a name all of whose words are Korean syllables; none for any other name.

    A number at the end stays. ``Paek Yang San 1`` gives Baek Yang San 1, Baekyangsan 1 and Paekyangsan 1.
    """
    words = name.split()
    number = words.pop() if words and words[-1].isdigit() else ""
    if len(words) < 2 or any(word.lower() not in OTHER for word in words):
        return []
    other = [OTHER[word.lower()].capitalize() for word in words]
    forms = [" ".join(other), joined(other), joined(words)]
    spelled = [f"{form} {number}".strip() for form in dict.fromkeys(forms)]
    return [form for form in spelled if form != name]


def joined(words: list[str]) -> str:
    """Syllables as one word."""
    return "".join(words).capitalize()
