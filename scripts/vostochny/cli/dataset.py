"""Commands on the dataset: check, format, build, estimate."""

from __future__ import annotations

import sys
from time import perf_counter

import click

from vostochny.cli.build_steps import make, make_database
from vostochny.cli.common import EXIT_WRONG_DATA, Progress, with_example
from vostochny.model.project import Project
from vostochny.volumes import DEFAULT_DRAWS, DEFAULT_SEED

ENGINE = click.option(
    "--engine",
    type=click.Choice(["local", "spark"]),
    default="local",
    show_default=True,
    help="spark: run the rules, or the model, on Spark; needs the extra vostochny-ledger[spark] and Java.",
)
DATA = click.option("--data", default="", help="With --engine spark: path or URI of a folder of CSV or Parquet tables.")


def place_of(project: Project, engine: str, data: str) -> str:
    """Where Spark reads the tables: `data`, or data/. Raises UsageError if given without Spark."""
    if data and engine == "local":
        raise click.UsageError("--data needs --engine spark; the local engine always reads data/.")
    return data or str(project.data)


@click.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option(
    "--logged", is_flag=True, help="Strict: a published cell changed without an entry in the log is an error."
)
@ENGINE
@DATA
@click.pass_obj
@with_example("vostochny check --format json")
def check(project: Project, form: str, logged: bool, engine: str, data: str) -> None:
    """Check data/ and report every error; exit code 1 if there is one.

    Cells that changed since the last release without an entry in the log of changes are listed too, by its tag or by
    the digests of its rows. That is not an error before the release is prepared, since a correction is such a change.
    On Spark the rules are run on tables of any size; shape, types and keys are not checked there.
    """
    from vostochny.checks.print_verdict import as_json, as_text

    progress, place, started = Progress(), place_of(project, engine, data), perf_counter()
    if engine == "spark":
        from vostochny.spark.session import session

        with session() as spark:
            # Loads what the session has found to be installed.
            from vostochny.spark.check import check_on_spark

            verdict = check_on_spark(project, spark, place, progress)
    else:
        from vostochny.checks.run import checked

        with checked(project, progress) as (verdict, _staged):
            # Loaded only here, so that the rules are asked for the sooner.
            from vostochny.release.history.unlogged import compared_with_release
        if not verdict.skipped and not any(item.file == "data/releases.csv" for item in verdict.findings):
            progress("comparing with the last release")
            comparison = compared_with_release(project)
            verdict.unlogged, verdict.compared = comparison.findings, comparison.basis
        else:
            verdict.compared = "Not compared with the last release, because of the findings above."
        if logged:
            verdict.findings, verdict.unlogged = sorted([*verdict.findings, *verdict.unlogged]), []
    progress.done()
    click.echo(as_json(verdict, perf_counter() - started) if form == "json" else as_text(verdict))
    sys.exit(0 if verdict.valid else EXIT_WRONG_DATA)


@click.command("format")
@click.option("--check", "only_look", is_flag=True, help="Change nothing; exit code 1 if a file would change.")
@click.pass_obj
@with_example("vostochny format")
def format_command(project: Project, only_look: bool) -> None:
    """Write data/*.csv in their canonical form: sorted, LF, quotes only where needed."""
    from vostochny.tables.rewrite import format_all

    outcome = format_all(project, only_look=only_look)
    for line in outcome.lines:
        click.echo(line)
    sys.exit(EXIT_WRONG_DATA if outcome.refused or (only_look and outcome.changed) else 0)


@click.command()
@click.pass_obj
@with_example("vostochny build")
def build(project: Project) -> None:
    """Check the tables and write build/vostochny.db."""
    make(project, make_database)


@click.command()
@click.option("--seed", type=int, default=DEFAULT_SEED, show_default=True, help="Seed of all random draws.")
@click.option("--draws", type=click.IntRange(100, 1_000_000), default=DEFAULT_DRAWS, show_default=True)
@ENGINE
@DATA
@click.pass_obj
@with_example("vostochny estimate --seed 7 --draws 100000")
def estimate(project: Project, seed: int, draws: int, engine: str, data: str) -> None:
    """Run the volume model on the built database and print the run and its totals.

    On Spark the same model runs on tables of any size, which must have passed the checks.
    """
    from vostochny.database.model_results import as_lines, estimate

    place = place_of(project, engine, data)
    if engine == "spark":
        from vostochny.spark.session import session

        with session() as spark:
            from vostochny.spark.estimate import estimate_on_spark

            results = estimate_on_spark(project.dataset, spark, place, seed, draws)
    else:
        make(project, make_database)
        results = estimate(project.dataset, project.database, seed, draws)
    for line in as_lines(results):
        click.echo(line)
