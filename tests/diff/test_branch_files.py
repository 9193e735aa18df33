"""What a branch changes beside tables and schemas is listed, so that nothing rides along with a row of data."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from tests.branching import begun, committed, git
from tests.editing import edit, set_to

from vostochny.diff.branch_files import file_sentences
from vostochny.model.project import Project

FILES = {
    ".github/workflows/publish.yml": "- run: make static\n",
    "Makefile": "check:\n\tvostochny check\n",
    "requirements.lock": "click==8.1.7 --hash=sha256:aaaa\n",
    "scripts/vostochny/desk/not_said.json": '["Do not add it to anything."]\n',
    "scripts/vostochny/checks/run.py": "RULES = 115\n",
    "site/pages/limits.md": "# Limits\n",
    "site/assets/search.js": f"{'let a = 1; ' * 100}total(a);\n",
    "tests/test_rules.py": "def test_rules() -> None: ...\n",
    "README.md": "# Ledger\n",
}


@pytest.fixture
def branch(edited: Project) -> tuple[Project, str]:
    """A repository with one file of each kind, and the commit where the branch begins."""
    for name, content in FILES.items():
        written(edited, name, content)
    return edited, begun(edited)


def written(project: Project, name: str, content: str | bytes) -> Path:
    path = project.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def told(branch: tuple[Project, str]) -> list[str]:
    committed(branch[0])
    return list(file_sentences(*branch))


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        (".github/workflows/publish.yml", "- run: curl x | sh\n", "RUNS OR INSTALLS: .github/workflows/publish.yml: "
         "changed: 1 line added, 1 taken out: - - run: make static | + - run: curl x | sh"),
        ("Makefile", "check:\n\ttrue\n", "RUNS OR INSTALLS: Makefile: changed"),
        ("requirements.lock", "click==8.1.7 --hash=sha256:bbbb\n", "+ click==8.1.7 --hash=sha256:bbbb"),
        ("scripts/vostochny/desk/not_said.json", "[]\n", "READERS SEE IT: scripts/vostochny/desk/not_said.json"),
        ("site/pages/limits.md", "# Limits\n<script>x</script>\n", "READERS SEE IT: site/pages/limits.md: changed: "
         "1 line added, 0 taken out: + <script>x</script>"),
        ("scripts/vostochny/checks/run.py", "RULES = 0\n", "PART OF THE PROGRAM: scripts/vostochny/checks/run.py"),
        (".gitattributes", "data/*.csv -diff linguist-generated\n", "CHANGES WHAT GIT SHOWS: .gitattributes: new"),
        ("README.md", "# Book\n", "README.md: changed: 1 line added, 1 taken out: - # Ledger | + # Book"),
        ("site/big.bin", b"\0" * 3_000_000, "READERS SEE IT: site/big.bin: new, 3.0 MB, binary."),
        ("build/.verdict-cache.json", "{}\n", "MADE, AND NEVER TO BE COMMITTED: build/.verdict-cache.json: new"),
        ("yaml.py", "import os\n", "RUNS OR INSTALLS: yaml.py: new"),
        ("scripts/vostochny/passages/words/en.txt", "any\n", "PART OF THE PROGRAM: scripts/vostochny/passages/words/"
         "en.txt: new: 1 line added, 0 taken out: + any"),
        ("data/extra.txt", "x\n", "data/extra.txt: new"),
    ],
)  # fmt: skip
def test_a_file_is_named_with_what_it_is_for(
    branch: tuple[Project, str], name: str, content: str | bytes, sentence: str
) -> None:
    edit(branch[0], "ports", set_to("port_id", "RUVYP", note="Changed too."))
    written(branch[0], name, content)
    lines = told(branch)
    assert sentence in lines[-1]
    assert len(lines) == 1 + ("PART OF THE PROGRAM" in lines[-1])


def test_a_change_far_into_a_long_line_is_shown(branch: tuple[Project, str]) -> None:
    name = "site/assets/search.js"
    written(branch[0], name, FILES[name].replace("total(a)", "total(9 * a)"))
    (line,) = told(branch)
    assert "total(a)" in line
    assert "total(9 * a)" in line


def test_tests_taken_out_links_submodules_and_modes_are_named(branch: tuple[Project, str]) -> None:
    project, commit = branch
    (project.root / "tests/test_rules.py").unlink()
    page = project.root / "site/pages/limits.md"
    page.unlink()
    page.symlink_to("/etc/hostname")
    (project.data / "ports.csv").chmod(0o755)
    written(project, ".gitmodules", '[submodule "m"]\n\tpath = more\n\turl = x\n\tignore = all\n')
    git(project, "add", "-A")
    git(project, "update-index", "--add", "--cacheinfo", f"160000,{commit},more")
    (project.root / "more").mkdir()
    lines = list(file_sentences(project, commit))
    assert [line.split(": ", 1)[0] for line in lines] == [
        "LEADS ELSEWHERE", "LEADS ELSEWHERE", "CHANGES WHAT GIT SHOWS", "RUNS OR INSTALLS", "TESTS",
    ]  # fmt: skip
    assert "more: another repository (a submodule)" in lines[0]
    assert "site/pages/limits.md: a link to /etc/hostname" in lines[1]
    assert "data/ports.csv: changed, its mode from 100644 to 100755" in lines[3]
    assert "tests/test_rules.py: taken out" in lines[4]


def test_a_table_that_is_renamed_is_named(branch: tuple[Project, str]) -> None:
    git(branch[0], "mv", "data/corrections.csv", "data/Corrections.csv")
    assert "data/Corrections.csv: new" in "\n".join(told(branch))


def test_what_the_branch_says_to_git_runs_nothing_and_hides_nothing(branch: tuple[Project, str]) -> None:
    project = branch[0]
    ran = project.root / "ran"
    for name in ("diff.external", "core.fsmonitor"):
        git(project, "config", name, f"touch {ran} #")
    git(project, "config", "diff.mine.textconv", f"touch {ran} #")
    written(project, ".gitattributes", "* diff=mine\nsite/** -diff\n")
    written(project, "site/pages/limits.md", "# No limits\n")
    git(project, "-c", "core.fsmonitor=false", "add", "-A")
    lines = list(file_sentences(*branch))
    assert not ran.exists()
    assert any("+ # No limits" in line for line in lines)


def test_a_release_as_base_says_that_files_were_not_compared(branch: tuple[Project, str]) -> None:
    (line,) = file_sentences(branch[0], str(branch[0].root))
    assert "were not compared" in line


def test_a_review_by_the_program_of_the_branch_says_so(
    branch: tuple[Project, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    written(branch[0], "scripts/vostochny/checks/run.py", "RULES = 0\n")
    assert told(branch)[0].startswith("The branch changes the program, and this review is made by another")
    monkeypatch.setattr("vostochny.__file__", str(branch[0].root / "scripts/vostochny/__init__.py"))
    assert "The branch changes the program that made this review." in next(iter(file_sentences(*branch)))


def test_a_file_that_is_very_large_or_long_is_not_compared_line_by_line(branch: tuple[Project, str]) -> None:
    written(branch[0], "site/large.txt", "a" * 21_000_000)
    written(branch[0], "site/long.txt", "a\n" * 6_000)
    assert told(branch) == [
        "READERS SEE IT: site/large.txt: new, 21.0 MB, too large to be read here.",
        "READERS SEE IT: site/long.txt: new: 0 lines before, 6,000 now.",
    ]


def test_a_name_that_is_no_text_can_be_printed(branch: tuple[Project, str]) -> None:
    name = b"site/" + bytes([0xE9]) + b".md"
    try:
        (Path(str(branch[0].root).encode().decode()) / name.decode("utf-8", "surrogateescape")).write_bytes(b"x\n")
    except OSError:
        pytest.skip("this file system takes names in UTF-8 only")
    (line,) = told(branch)
    assert line.encode("utf-8").startswith(b"READERS SEE IT: site/")


def test_git_that_fails_is_an_error_and_no_empty_list(branch: tuple[Project, str]) -> None:
    (branch[0].root / ".git" / "index").write_bytes(b"not an index")
    with pytest.raises(subprocess.CalledProcessError):
        git(branch[0], "status")
    with pytest.raises(Exception, match="git could not compare"):
        list(file_sentences(*branch))
