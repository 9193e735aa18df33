"""One run of the model: every result table, each row naming the run that made it."""

from __future__ import annotations

import numpy as np

from vostochny.volumes import MODEL_VERSION, backtest, cap
from vostochny.volumes.draws import draw, stream
from vostochny.volumes.inputs import Inputs, Row
from vostochny.volumes.series import call_rows, deadweights, scenario_rows, series_deadweights, total_rows
from vostochny.volumes.simulate import SHARED, shared_factor, variance_shares


def compute(inputs: Inputs) -> dict[str, list[Row]]:
    """All result tables, by name; the same inputs, seed and number of draws give the same rows."""
    shared = shared_factor(inputs.parameters, inputs.seed, inputs.draws)
    tables: dict[str, list[Row]] = {
        "volumes_per_call": call_rows(inputs, shared),
        "volume_totals": total_rows(inputs, shared),
        "volume_scenarios": scenario_rows(inputs),
        "cap_position": cap.position_rows(inputs, shared),
        **cap.passed_tables(inputs, shared),
        "volume_backtest": backtest.rows(inputs, shared),
        "volume_sensitivity": sensitivity_rows(inputs),
    }
    run = run_id(inputs)
    named: dict[str, list[Row]] = {name: [{**row, "run_id": run} for row in rows] for name, rows in tables.items()}
    return {"model_runs": [run_row(inputs)], **named}


def run_id(inputs: Inputs) -> str:
    """Name of a run: model version, seed, number of draws and parameter set, from which it can be done again."""
    return f"model-{MODEL_VERSION}-seed-{inputs.seed}-draws-{inputs.draws}-set-{inputs.parameter_set}"


def run_row(inputs: Inputs) -> Row:
    """The run itself, with the fit that its ship sizes rest on."""
    fitted = inputs.sizes.fitted
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
        "fleet_ships": len(inputs.sizes.fleet),
        "fleet_dwt_tonnes_point": round(inputs.sizes.central(None), 1),
    }


def percent_or_none(error: float | None) -> float | None:
    """An error in natural logarithm as a percentage; None stays None."""
    return None if error is None else round(100 * float(np.expm1(error)), 1)


def sensitivity_rows(inputs: Inputs) -> list[Row]:
    """For the documented calls and every series: what share of the spread each assumption causes."""
    factors = {
        name: draw(inputs.parameters[name], stream(inputs.seed, f"shared/{name}"), inputs.draws) for name in SHARED
    }
    bases = {"documented": sum(deadweights(inputs, inputs.calls), np.zeros(inputs.draws))}
    for series in inputs.series:
        bases[series.count_id] = sum(series_deadweights(inputs, series), np.zeros(inputs.draws))
    rows: list[Row] = []
    for basis, tonnes in bases.items():
        for assumption, share in variance_shares({**factors, "deadweight": tonnes}).items():
            rows.append(
                {
                    "sensitivity_id": f"{basis}-{assumption}",
                    "basis": "documented" if basis == "documented" else "counted",
                    "count_id": None if basis == "documented" else basis,
                    "assumption": assumption,
                    "share_of_spread": round(share, 4),
                }
            )
    return rows
