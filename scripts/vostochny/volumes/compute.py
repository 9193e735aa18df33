"""One run of the model: every result table, each row naming the run that made it."""

from __future__ import annotations

import numpy as np

from vostochny.volumes import MODEL_VERSION, backtest, cap, published_evidence, sensitivity, unseen
from vostochny.volumes.draws import Draws
from vostochny.volumes.inputs import Inputs, Row, in_period
from vostochny.volumes.loadings import CASES, loadings
from vostochny.volumes.series import call_rows, scenario_rows, total_rows
from vostochny.volumes.world import World


def compute(inputs: Inputs) -> dict[str, list[Row]]:
    """All result tables, by name; the same inputs, seed and number of draws give the same rows.

    Raises InputError when the counts on record contradict the parameters or each other.
    """
    world = World(inputs)
    made = {case: loadings(world, world.main, case) for case in CASES} if world.main else {}
    compared = published_evidence.all_compared(world, made.get("even"))
    proof = published_evidence.used(compared, world.main)
    weights = published_evidence.weights(proof, inputs)
    tests = backtest.rows(compared, proof)
    parts = sensitivity.assumptions(world)
    tables: dict[str, list[Row]] = {
        "volumes_per_call": call_rows(world),
        "volume_totals": total_rows(world, weights),
        "volume_scenarios": scenario_rows(world),
        "cap_position": cap.position_rows(world),
        **cap.passed_tables(world, made, weights),
        "volume_backtest": tests,
        "volume_evidence": published_evidence.rows(parts, weights),
        "volume_sensitivity": sensitivity.rows(world, parts),
        "unseen_calls": unseen.rows(world),
    }
    run = run_id(inputs)
    named: dict[str, list[Row]] = {name: [{**row, "run_id": run} for row in rows] for name, rows in tables.items()}
    return {"model_runs": [run_row(world, tests, weights)], **named}


def run_id(inputs: Inputs) -> str:
    """Name of a run: model version, seed, number of draws and parameter set, from which it can be done again."""
    return f"model-{MODEL_VERSION}-seed-{inputs.seed}-draws-{inputs.draws}-set-{inputs.parameter_set}"


def run_row(world: World, tests: list[Row], weights: Draws | None) -> Row:
    """The run itself, with what its ship sizes rest on and how the published estimates agree with it."""
    inputs = world.inputs
    fitted = inputs.sizes.fitted
    callers = world.fleet.moments()[0]
    main = world.main
    return {
        "run_id": run_id(inputs),
        "model_version": MODEL_VERSION,
        "seed": inputs.seed,
        "draws": inputs.draws,
        "parameter_set": inputs.parameter_set,
        "fit_ships": fitted.ships,
        "fit_intercept": round(fitted.intercept, 4),
        "fit_slope": round(fitted.slope, 4),
        "fit_residual_percent": percent_or_none(fitted.residual),
        "fit_alone_error_percent": percent_or_none(fitted.alone),
        "fit_with_length_error_percent": percent_or_none(fitted.with_length),
        "fleet_ships": len(inputs.fleet),
        "fleet_dwt_tonnes_point": float(round(float(np.median(callers)), -1)),
        **unseen.ships_at_least(in_period(inputs.calls, main.first, main.last) if main else inputs.calls),
        **world.start,
        **backtest.coverage(tests),
        "effective_draws": inputs.draws if weights is None else round(published_evidence.effective(weights)),
    }


def percent_or_none(error: float | None) -> float | None:
    """An error in natural logarithm as a percentage; None stays None."""
    return None if error is None else round(100 * float(np.expm1(error)), 1)
