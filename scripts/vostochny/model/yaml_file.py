"""Reads a YAML file of schemas/ as a mapping."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from vostochny.model.errors import SchemaError
from vostochny.model.sqlfile import LOADER


def read_yaml(path: Path) -> dict[str, Any]:
    """Read a YAML mapping. Raises SchemaError when the file holds something else."""
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)
    except yaml.YAMLError as error:
        raise SchemaError(f"{path}: not YAML: {error}") from error
    if not isinstance(content, dict):
        raise SchemaError(f"{path}: expected keys and values")
    return content
