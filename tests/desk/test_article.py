"""Sentences in the manner of news against the record: the right verdicts, and no false "as on record"."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from vostochny.cli import main
from vostochny.database.reading import opened
from vostochny.desk.article import check
from vostochny.desk.article_facts import ArticleTable, article_table
from vostochny.desk.article_sentence import figures
from vostochny.model.project import Project

HERE = Path(__file__).parent
SETS = ("tuning", "held_out", "third")


# Sets in the manner of newspapers and news wires, each written before it was run, and how many sentences are right now.
# At first reading 31 of 60 were right in the fourth and the fifth, 43 of 80 in the tenth and, once that was mended, 44
# of 60 in the eleventh, by people who had not seen the program; 24, 33, 30 and 33 of 40 in the others, by somebody who
# had, each run once wordings of the set before had been mended. None was a false "as on record" then. Some of their
# figures, such as percentages and roubles, are none that are looked for. In five of the tenth the expectation was wrong
# by the record: "why" says so.
UNSEEN = {"fourth": 49, "fifth": 44, "sixth": 34, "seventh": 38, "eighth": 36, "ninth": 36, "tenth": 79, "eleventh": 46}


def unseen(part: str) -> list[tuple[str, list[tuple[str, list[str]]]]]:
    """(sentences, for each figure in them its words and the verdicts that the writer accepts) of one set."""
    found = []
    for line in (HERE / f"corpus_{part}.jsonl").read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        expected = [(one["figure"], one["verdict"]) for one in item["expected"]]
        found.append((item["text"], [(words, [to] if isinstance(to, str) else to) for words, to in expected]))
    return found


def words_of(text: str) -> set[str]:
    return set(re.findall(r"[a-z0-9]+", text.lower()))


def mistaken(table: ArticleTable, text: str, expected: list[tuple[str, list[str]]]) -> tuple[list[str], list[str]]:
    """What is not as the writer of a set expects, and which of it is a false "as on record"."""
    left, names = check(table, text), table["patterns"]["verdicts"]
    wrong, false = [], []
    for words, accepted in expected:
        alike = [(len(words_of(words) & words_of(one.quoted)), one) for one in left]
        most, found = max(alike, key=lambda item: item[0], default=(0, None))
        found = found if most else None
        left = [one for one in left if one is not found]
        verdict = names[found.verdict] if found else "none"
        if verdict not in accepted and not any(verdict in one.split(" or ") for one in accepted):
            wrong.append(f"{words}: {verdict}")
            false += [words] if verdict == names["on_record"] else []
    return [*wrong, *(one.quoted for one in left if one.verdict == "on_record")], false


def corpus(part: str) -> list[tuple[list[str], str]]:
    """(verdicts in order, sentence) of one set of the corpus."""
    lines = (HERE / f"corpus_{part}.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split(" | ", 1) for line in lines if not line.startswith("#")]
    return [([] if verdicts == "-" else verdicts.split(","), sentence) for verdicts, sentence in pairs]


@pytest.fixture(scope="module")
def table(built: Project) -> ArticleTable:
    with opened(built.database) as connection:
        return article_table(built.dataset, connection)


def verdicts(table: ArticleTable, draft: str) -> list[str]:
    return [finding.verdict for finding in check(table, draft)]


@pytest.mark.parametrize("part", SETS)
def test_nine_verdicts_in_ten_are_right_and_none_is_a_false_as_on_record(table: ArticleTable, part: str) -> None:
    sentences = corpus(part)
    assert len(sentences) >= 60
    found = [(want, verdicts(table, sentence), sentence) for want, sentence in sentences]
    assert [item for item in found if item[1].count("on_record") > item[0].count("on_record")] == []
    assert sum(want == got for want, got, _ in found) >= 0.9 * len(found)


@pytest.mark.parametrize("part", UNSEEN)
def test_of_the_unseen_sets_no_more_is_wrong_and_none_is_a_false_as_on_record(table: ArticleTable, part: str) -> None:
    results = [(text, *mistaken(table, text, expected)) for text, expected in unseen(part)]
    assert [(text, false) for text, _, false in results if false] == []
    assert sum(not wrong for _, wrong, _ in results) >= UNSEEN[part]


def test_a_word_that_is_not_known_next_to_a_figure_is_named_and_nothing_is_confirmed(table: ArticleTable) -> None:
    draft = "The Open Source Centre counted 43 {}arrivals at Vostochny."
    assert verdicts(table, draft.format("")) == ["on_record"]
    [finding] = check(table, draft.format("grumpy "))
    assert (finding.verdict, finding.words.partition(". ")[2]) == ("not_understood", "Not known here: grumpy")
    # What a later clause adds is not about the figure, unless it refers to it.
    assert verdicts(table, draft.format("")[:-1] + ", embarrassing Moscow.") == ["on_record"]
    assert verdicts(table, draft.format("")[:-1] + ", all of them grumpy.") == ["not_understood"]


def test_a_sentence_that_differs_from_the_record_in_one_thing_is_never_as_on_record(table: ArticleTable) -> None:
    sentences = [
        line for line in (HERE / "corpus_never.txt").read_text(encoding="utf-8").splitlines() if line[0] != "#"
    ]
    assert len(sentences) >= 60
    assert [line for line in sentences if "on_record" in verdicts(table, line)] == []


def test_a_day_and_a_listing_belong_to_the_ship_and_the_authority_next_to_them(table: ArticleTable) -> None:
    draft = "Wol Bong San was seen in Vostochny on 10 March 2024, and Kum Jin Gang 3 on {}."
    assert verdicts(table, draft.format("14 March 2024")) == ["on_record", "on_record"]
    assert verdicts(table, draft.format("10 March 2024")) == ["on_record", "not_in_record"]
    draft = "The UN listed Yu Son on 30 March 2018, the United States on {}."
    assert verdicts(table, draft.format("23 February 2018")) == ["on_record", "on_record"]
    assert verdicts(table, draft.format("30 March 2018")) == ["on_record", "not_on_that_day"]
    assert verdicts(table, "Un Hung and Yu Son are on the UN list.") == ["not_in_record", "on_record"]


@pytest.mark.parametrize("ship", ["Wol Bong San", "WOL BONG SAN", "Wol-Bong-San", "Wolbongsan"])
@pytest.mark.parametrize(
    "day", ["10 March 2024", "10th of March 2024", "March 10, 2024", "Mar. 10, 2024", "2024-03-10"]
)
def test_a_ship_and_a_day_are_found_in_every_common_form(table: ArticleTable, ship: str, day: str) -> None:
    assert verdicts(table, f"{ship} was photographed in Vostochny on {day}.") == ["on_record"]


AMOUNTS = {
    "half a million": 500_000, "a million": 1e6, "1.3 million": 1.3e6, "165 thousand": 165_000, "two dozen": 24,
    "a hundred and twenty-five thousand": 125_000, "one hundred sixty-five thousand": 165_000, "dozen": 12, "0": 0,
    "three million five hundred thousand": 3.5e6, "forty-three": 43,
}  # fmt: skip


@pytest.mark.parametrize("words", AMOUNTS)
def test_a_number_in_words_has_its_value(table: ArticleTable, words: str) -> None:
    [figure] = figures(table["patterns"], f"{words} barrels were loaded.")
    assert figure.values == [AMOUNTS[words]]
    assert figure.quoted == f"{words} barrels"


def test_a_draft_of_all_sentences_gets_the_verdicts_that_each_gets_alone(table: ArticleTable) -> None:
    sentences = [sentence for part in SETS for _, sentence in corpus(part) if sentence[-1] in '."?']
    assert verdicts(table, " ".join(sentences)) == [item for line in sentences for item in verdicts(table, line)]


CHANGES: dict[str, Callable[[str], str]] = {
    "number": lambda text: re.sub(r"(\d)(?= (?:port calls|arrivals|visits|journeys|barrels))", r"\g<1>7", text),
    "year": lambda text: re.sub(r"\b20(\d\d)\b", r"19\1", text),
    "place": lambda text: text.replace("Vostochny", "Rotterdam"),
    "denial": lambda text: f"It is untrue that {text}",
    "flag": lambda text: re.sub(r"\b(arrivals|calls|visits)\b", r"\1 of Greek tankers", text),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_sentence_that_is_changed_is_no_longer_as_on_record(table: ArticleTable, change: str) -> None:
    changed = 0
    for part in SETS:
        for want, sentence in corpus(part):
            other = CHANGES[change](sentence)
            if want == ["on_record"] and other != sentence and "Ledger" not in sentence:
                changed += 1
                assert "on_record" not in verdicts(table, other), other
    assert changed >= 5


def test_a_verdict_leads_to_the_record_and_says_what_is_there(table: ArticleTable) -> None:
    [finding] = check(table, "The Open Source Centre counted 43 arrivals at Vostochny.")
    assert (finding.page, finding.quoted) == ("counts/count-004/", "43 arrivals")
    assert finding.words == "43 calls, 7 March to 5 November 2024, Open Source Centre"
    [finding] = check(table, "Paek Yang San 1 called at Vostochny from 2 to 12 April 2024.")
    assert (finding.page, finding.quoted) == ("calls/call-008/", "Paek Yang San 1, 2 to 12 April 2024")
    assert finding.words.startswith("Paek Yang San 1 at Vostochny, 2 to 8 April 2024, confirmed call")
    [finding] = check(table, "Chon Ma San has been under UN sanctions since 2018.")
    assert finding.quoted == "Chon Ma San, UN, since 2018"
    assert not [word for word in table["patterns"]["verdicts"].values() if re.search(r"\b(true|false|correct)\b", word)]


def test_a_figure_that_loses_its_origin_is_no_longer_as_on_record(table: ArticleTable) -> None:
    whole = "At least 50 voyages from Vostochny were made in 2024, OCCRP found."
    assert verdicts(table, whole) == ["on_record"]
    assert verdicts(table, whole.replace(", OCCRP found", "")) == ["origin_lost"]


def test_the_month_of_may_is_no_hedge(table: ArticleTable) -> None:
    day = "Un Hung {}berthed at Vostochny on 3 April 2024, the paper of 2 May 2024 says."
    assert verdicts(table, day.format("may have "))[0] == "on_record"
    assert verdicts(table, day.format(""))[0] == "hedge_lost"


def test_the_command_compares_a_file_and_refuses_what_is_no_text(built: Project, tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text("RUSI estimates the March deliveries at 125,000 barrels.", encoding="utf-8")
    run = CliRunner().invoke(main, ["--project", str(built.root), "verify-text", str(draft), "--format", "json"])
    assert [item["verdict"] for item in json.loads(run.output)] == ["hedge_lost"]
    draft.write_bytes(b"43 arrivals \xff")
    run = CliRunner().invoke(main, ["--project", str(built.root), "verify-text", str(draft)])
    assert run.exit_code == 1
    assert "not text in UTF-8: byte 13" in run.output
