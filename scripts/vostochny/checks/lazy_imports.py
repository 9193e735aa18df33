"""Postpones the import of packages that another package imports at once and needs for few of its functions."""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import Any


class Postponed(ModuleType):
    """Placeholder for a module; it is replaced by the real one, with all other placeholders, at first use."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        for other in [key for key, module in sys.modules.items() if isinstance(module, Postponed)]:
            del sys.modules[other]
        return getattr(importlib.import_module(self.__name__), name)


def postpone(*names: str) -> None:
    """Let imports of these modules do nothing until they are used; of a submodule, its package must be named before.

    The standard library's LazyLoader is of no use here: in Python 3.11 a second import of the module loads it.
    """
    for name in names:
        if name not in sys.modules:
            sys.modules[name] = Postponed(name)
            package, _dot, own = name.rpartition(".")
            if package:
                setattr(sys.modules[package], own, sys.modules[name])
