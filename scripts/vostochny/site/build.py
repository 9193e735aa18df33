"""Builds the documentation site: facts into hand-written pages, generated pages beside them, then MkDocs."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import cache, partial
from itertools import chain
from pathlib import Path

from vostochny.charts import growth
from vostochny.charts.calls_strip import calls_strip
from vostochny.charts.ceiling_bars import ceiling_bars
from vostochny.charts.funnel import funnel
from vostochny.charts.gallery import all_charts, figure
from vostochny.charts.journey import journey
from vostochny.charts.relay_tree import relay_tree
from vostochny.charts.svg import write_files
from vostochny.database.reading import Row, opened
from vostochny.desk.pieces import newsroom_lists, topics_of, write_desk
from vostochny.explore.bundle import write_explore
from vostochny.model.errors import BuildError
from vostochny.model.project import Project
from vostochny.model.site_url import contact_address, letter_to_keeper, repository_address, site_address
from vostochny.release.gate.evaluate import gate_file
from vostochny.release.manifest import files_by_group
from vostochny.release.metadata.citation import citation
from vostochny.release.metadata.schema_org import dataset_description
from vostochny.render.context import RenderContext
from vostochny.render.inert_text import Markdown, finished_markup
from vostochny.render.markup import code, day, number, path, quantity, size, span, text
from vostochny.render.theme_pages import theme_pages
from vostochny.site.citation_files import bibtex, csl_json
from vostochny.site.feed import feed
from vostochny.site.html_head import PageFinish, finish_pages
from vostochny.site.mkdocs_failure import mkdocs_failure
from vostochny.site.page_check import check_pages, page_guard
from vostochny.site.pages.audit import HERE as AUDIT
from vostochny.site.pages.audit import audit_page
from vostochny.site.pages.registry import generated_pages
from vostochny.site.pages.releases import CHANGES, GATE, changes, gate
from vostochny.site.paper_addresses import source_addresses
from vostochny.site.positions_section import answered
from vostochny.site.process_pool import one_a_core
from vostochny.site.robots_txt import robots
from vostochny.site.search_files import weigh_index, write_first_hits
from vostochny.site.share_pictures import DrawnBefore, write_share_pictures
from vostochny.site.style_sheet import join_styles
from vostochny.site.template_facts import all_facts

GLOSSARY = "glossary.md"
GIVING_WAY = 5
# Terms of the glossary that explain themselves wherever they stand; everyday words among them do not.
TOOLTIPS = ("Deadweight", "Designation", "Gross tonnage", "IMO number", "MMSI", "Panel of Experts", "UN/LOCODE")


def build_site(project: Project, say: Callable[[str], None]) -> None:
    """Write the pages and the site of the edition that is being made.

    Raises BuildError with what MkDocs said when it refuses a page, such as for a broken link.
    """
    with (
        opened(project.database) as connection,
        tempfile.TemporaryDirectory(prefix=".site-", dir=project.build) as folder,
        # Not forked, because the renderer of charts has threads. Everything waits for MkDocs, to which they give way.
        one_a_core("spawn", niceness=GIVING_WAY) as pool,
        ThreadPoolExecutor(2) as beside,
    ):
        fresh, pictures, desk = (Path(folder) / name for name in ("site", "pictures", "desk"))
        # Writing the pages takes one core and MkDocs has processes of its own; what waits for neither is made beside.
        blank = beside.submit(theme_pages, project.root)
        explore = pool.submit(write_explore, project, desk)
        context = RenderContext(project.dataset, connection)
        say("writing the pages")
        write_pages(project, context)
        say("laying out the site")
        laid_out = beside.submit(run_mkdocs, project, fresh)
        before = DrawnBefore(project.cache / ".share-pictures")
        cards = write_share_pictures(project.build / "pages", pictures, project.dataset.package, pool, before)
        write_pictures(context, pictures / "charts")
        guard = page_guard(project, blank.result())
        explore.result()
        write_desk(project, context, pictures / "charts", desk)
        before.keep(cards)
        laid_out.result()
        move_into(pictures, fresh)
        files = files_by_group(project.build / "downloads")
        described = dataset_description(project.dataset.package, site_address(), files["whole"] + files["special"])
        more = topics_of(connection), source_addresses(connection)
        finish = PageFinish(fresh, project.dataset.package, described, guard.scripts, context.released_on, *more)
        check_pages(project, finish_pages(finish, guard, pool))
        write_citations(project, context, fresh)
        weigh_index(context, fresh)
        # Pages to embed have nothing of the theme, and are complete.
        move_into(desk, fresh)
        fresh.rename(project.build / "site")


def move_into(folder: Path, target: Path) -> None:
    """Move every file of a folder to the same place in another folder."""
    shutil.copytree(folder, target, dirs_exist_ok=True, copy_function=os.replace)


def write_citations(project: Project, context: RenderContext, folder: Path) -> None:
    """The files that reference managers, feed readers and robots fetch."""
    package = project.dataset.package
    write_first_hits(project, context, folder)
    files = {
        "cite.bib": bibtex(package),
        "cite.json": csl_json(package, context.released_on),
        "feed.xml": feed(context),
    }
    if gate_file(project).exists():
        files["gate.json"] = gate_file(project).read_text(encoding="utf-8")
    for name, content in {**files, "robots.txt": robots()}.items():
        (folder / name).write_text(content, encoding="utf-8", newline="\n")


def write_pictures(context: RenderContext, folder: Path) -> None:
    """SVG, PNG and CSV of every chart into a new folder."""
    package = context.dataset.package
    origin = f"{package['title']} {package['version']}"
    write_files(all_charts(context), folder, f"{origin}, CC BY 4.0, {site_address()}")


def write_pages(project: Project, context: RenderContext) -> None:
    """Write the Markdown of all pages into the new folder build/pages: assets, then written and generated pages."""
    folder = project.build / "pages"
    shutil.copytree(project.root / "site" / "assets", folder / "assets")
    join_styles(folder / "assets")
    for here, content in all_pages(project, context):
        target = folder / here
        if target.exists():
            raise BuildError(f"{here} is written twice: by hand under site/pages/ and by a generator")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content(), encoding="utf-8", newline="\n")


def all_pages(project: Project, context: RenderContext) -> Iterator[tuple[str, Callable[[], str]]]:
    """The path of every page, and what writes its Markdown."""
    written = dict(written_pages(project, context))
    tips = cache(lambda: tooltips(written[GLOSSARY]()))

    def completed(path: str, content: Callable[[], str]) -> str:
        return content() if path == GLOSSARY else answered(context, path, content()) + tips()

    made = [*history_pages(project, context), (AUDIT, audit(project, context))]
    for written_path, filled in written.items():
        yield written_path, partial(completed, written_path, filled)
    for made_path, content in chain(made, generated_pages(context)):
        yield made_path, partial(completed, made_path, partial(str, content))


def audit(project: Project, context: RenderContext) -> str:
    """The page about the checks of this build. Raises BuildError when their report cannot be read."""
    try:
        return audit_page(context, json.loads(project.validation.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        shown = project.shown(project.validation)
        raise BuildError(f"{shown} cannot be read ({error}); delete it and build again") from error


def history_pages(project: Project, context: RenderContext) -> list[tuple[str, str]]:
    """Pages of the record's own history that rest on more than the database: the changelog, and the gate's result."""
    kept = gate_file(project)
    result = kept.read_text(encoding="utf-8") if kept.exists() else ""
    return [(CHANGES, changes(context, data_notes(project))), (GATE, gate(context, result))]


def data_notes(project: Project) -> dict[str, str]:
    """What the changelog says about the data, by version; the code's changes are left to the file."""
    log = project.root / "CHANGELOG.md"
    releases = re.split(r"^## ", log.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:] if log.is_file() else []
    notes = {}
    for release in releases:
        version, _, notes_of_release = release.partition("\n")
        data = re.search(r"^### Data\n(.*?)(?=^### |\Z)", notes_of_release, re.DOTALL | re.MULTILINE)
        notes[version.strip()] = data[1].strip() if data else ""
    return notes


def tooltips(glossary: str) -> str:
    """Definitions that every page shows on its terms, taken from the glossary.

    Raises BuildError when the glossary does not explain one of them.
    """
    explained = dict(re.findall(r"^\*\*(.+?)\*\*\n: (.+?)(?=\n\n|\Z)", glossary, re.DOTALL | re.MULTILINE))
    lines = []
    for term in TOOLTIPS:
        if term not in explained:
            raise BuildError(f"site/pages/{GLOSSARY} does not explain {term!r}, which other pages show on the word")
        meaning = " ".join(explained[term].split())
        # Inside a sentence the term begins with a small letter, but for an abbreviation.
        inside = term if term[1:2].isupper() else term[:1].lower() + term[1:]
        lines += [f"*[{word}]: {meaning}" for word in dict.fromkeys((term, inside))]
    return "\n\n" + "\n".join(lines) + "\n"


def written_pages(project: Project, context: RenderContext) -> list[tuple[str, Callable[[], str]]]:
    """Path of each of site/pages/**/*.md, and what fills the facts in; asking for an unknown fact raises."""
    import jinja2

    root = project.root / "site" / "pages"
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(root, encoding="utf-8"),
        undefined=jinja2.StrictUndefined,
        # Whatever a page writes is text, unless this program made it as markup.
        finalize=finished_markup,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    measured = measurements(project)
    charts = {chart.name: chart for chart in [*all_charts(context), growth.chart(measured["growth"])]}
    environment.filters |= {
        "day": day,
        "number": number,
        "size": size,
        "text": text,
        "e": text,
        "code": code,
        "path": path,
    }
    environment.globals |= {"span": span, "quantity": quantity}
    environment.globals["citation"] = citation(project.dataset.package, site_address())
    environment.globals["bibtex"] = Markdown(bibtex(project.dataset.package))
    environment.globals["address"] = Markdown(site_address())
    environment.globals["repository"] = Markdown(repository_address() or "")
    environment.globals["contact"] = contact_address()
    environment.globals["letter"] = Markdown(letter_to_keeper())
    environment.globals["example"] = lambda name: Markdown(code_block(project.root / "site" / "examples" / name))
    environment.globals["files"] = files_by_group(project.build / "downloads")
    environment.globals["measured"] = measured
    environment.globals["newsroom"] = cache(partial(newsroom_lists, context))
    environment.globals["chart"] = lambda name, here: Markdown(figure(context, here, charts[name]))
    facts = all_facts(context)
    environment.globals |= drawn_for_pages(context, facts)

    def filled(name: str) -> str:
        try:
            return environment.get_template(name).render(facts)
        except jinja2.TemplateError as error:
            place = getattr(error, "name", None) or name
            raise BuildError(f"site/pages: {place} could not be filled in: {error.message or error}") from error

    names = sorted(path.relative_to(root).as_posix() for path in root.rglob("*.md"))
    return [(name, partial(filled, name)) for name in names]


def drawn_for_pages(context: RenderContext, facts: Row) -> dict[str, Callable[[str], Markdown]]:
    """The drawings that a page may ask for, each by its name with the path of the page."""
    series = facts["series"]
    callers = [row["vessel_id"] for row in facts["ships"]["rows"] if row["calls"]]
    return {
        "calls_strip": lambda here: Markdown(calls_strip(context, here, series)),
        "funnel": lambda here: Markdown(funnel(context, here, series)),
        "ceiling_bars": lambda here: Markdown(ceiling_bars(context, here, series)),
        "journey": lambda here: Markdown(journey(context, here, callers, titled=False)),
        "relay_tree": lambda here: Markdown(relay_tree(context, here, series["count_id"])),
    }


def measurements(project: Project) -> dict[str, list[Row]]:
    """What the benchmarks kept for the maintainers' page, by the name of the file."""
    files = sorted((project.root / "site" / "measured").glob("*.json"))
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in files}


def code_block(path: Path) -> str:
    """A file as a block of code in its language, by the ending of its name."""
    return f"```{path.suffix.removeprefix('.').lower()}\n{path.read_text(encoding='utf-8').rstrip()}\n```"


def mkdocs_settings(project: Project) -> dict[str, str]:
    """Variables of the environment that MkDocs and mkdocs.yml read."""
    return {
        "PAGES_FOLDER": str(project.build / "pages"),
        "SOURCE_DATE_EPOCH": str(int(datetime.fromisoformat(project.dataset.package["created"]).timestamp())),
        "NO_MKDOCS_2_WARNING": "1",
        "DISABLE_MKDOCS_2_WARNING": "true",
    }


def run_mkdocs(project: Project, folder: Path) -> None:
    """Lay out the written pages as a site in `folder`, strictly."""
    command = [sys.executable, "-m", "vostochny.site.mkdocs_run", str(project.root / "mkdocs.yml"), str(folder)]
    environment = {**os.environ, **mkdocs_settings(project)}
    done = subprocess.run(
        command, cwd=project.root, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.returncode:
        raise mkdocs_failure(f"{done.stdout}{done.stderr}")
