"""Reads a file of FollowTheMoney entities with the library of that name and prints, as JSON, what it has to say.

Runs in an environment of its own (scripts/vocabularies.sh): `python entities.py FILE`.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from followthemoney import EntityProxy, model
from followthemoney.exc import InvalidData


def main(path: Path) -> None:
    """Print how many entities of each schema there are, and every fault that the library or a broken link shows."""
    lines = path.read_text(encoding="utf-8").splitlines()
    entities = [EntityProxy.from_dict(json.loads(line), cleaned=False) for line in lines]
    by_id = {entity.id: entity for entity in entities}
    faults = [] if len(by_id) == len(entities) else ["an identifier stands twice"]
    for line, entity in zip(lines, entities, strict=True):
        given = json.loads(line)
        try:
            entity.schema.validate(given)
        except InvalidData as error:
            faults.append(f"{entity.id}: {error.errors}")
        kept = {prop.name: sorted(entity.get(prop)) for prop in entity.iterprops()}
        wanted = {name: sorted(values) for name, values in given["properties"].items()}
        faults += [f"{entity.id}: {name} {wanted[name]} became {kept.get(name)}"
                   for name in wanted if kept.get(name) != wanted[name]]  # fmt: skip
        faults += [f"{entity.id}: {name} is missing" for name in entity.schema.required if not entity.get(name)]
        for prop in entity.iterprops():
            if prop.range:
                wrong = [value for value in entity.get(prop) if not is_a(by_id.get(value), prop.range.name)]
                faults += [f"{entity.id}: {prop.name} {value} is no {prop.range.name}" for value in wrong]
    print(json.dumps({"schemas": Counter(entity.schema.name for entity in entities), "faults": faults}))


def is_a(entity: EntityProxy | None, schema: str) -> bool:
    """Whether there is such an entity, of that schema or one that extends it."""
    return entity is not None and entity.schema.is_a(model.get(schema))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
