"""The dialogue of `add` asks for words of the source, says at once what follows from them, and keeps their digest."""

from __future__ import annotations

import pytest
from tests.contribute.conftest import Command, bytes_of, new_lines
from tests.contribute.test_add import OF_THE_SIGHTING, OF_THE_SOURCE

from vostochny.model.project import Project
from vostochny.passages.text import digest

WORDS = "Chon Ma San on 1 December 2025"
SENTENCE = "The tanker Chon Ma San on 1 December 2025 lay at the berth, the paper says."
REST_OF_THE_SIGHTING = ("", "")
OF_THE_CALL = ("",) * 11


def with_words(words: str, sentence: str) -> str:
    """The answers of a conversation in which one passage is given for the new sighting."""
    passage = ("vessel_id;date_earliest;date_latest", "en", "paragraph 2", words, sentence, "2", "2026-01-05", "", "")
    answers = (*OF_THE_SIGHTING, *OF_THE_SOURCE, *REST_OF_THE_SIGHTING, "y", *passage, "n", *OF_THE_CALL, "y")
    return "\n".join(answers) + "\n"


def test_the_words_are_asked_for_and_the_sentence_is_kept_as_its_digest_alone(
    ledger: Command, spoilable: Project
) -> None:
    before = bytes_of(spoilable)
    run = ledger("add", "sighting", typed=with_words(WORDS, SENTENCE))
    assert run.exit_code == 0, run.output
    assert "Give words of the source that carry cells of this row?" in run.output
    assert "= vessel_id, date_earliest, date_latest follow from these words." in run.output
    (line,) = new_lines(spoilable, before)["passages.csv"]
    assert f",paragraph 2,{WORDS},{digest(SENTENCE)},copy,2026-01-05,," in line
    assert all(SENTENCE.encode() not in content for content in bytes_of(spoilable).values())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (WORDS.replace("1 December", "2 December"), "✗ words that give '2025-12-01', the date_earliest"),
        (WORDS.replace("Chon Ma San", "Yu Son"), "✗ words that give 'chon-ma-san', the vessel_id"),
        (f"{WORDS} lay at the berth", "✗ at most 8 words; these are 11."),
    ],
)
def test_what_does_not_follow_from_the_words_is_said_at_once(
    ledger: Command, spoilable: Project, words: str, said: str
) -> None:
    before = bytes_of(spoilable)
    run = ledger("add", "sighting", "--dry-run", typed=with_words(words, SENTENCE))
    assert said in " ".join(run.output.split())
    assert "follow from these words" not in run.output
    assert bytes_of(spoilable) == before
