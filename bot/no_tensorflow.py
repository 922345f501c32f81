"""Rasa without TensorFlow, where no component of the model uses it.

Rasa imports TensorFlow wherever one of its own components might need it, and ours need none
of those: that import is half of the server's start and 400 MB. A stand-in is imported in
its place; classes may be derived from what it holds and annotations may name it, which is
all that an import does, and anything more is refused with a sentence that says why.
"""

from __future__ import annotations

import sys
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any, MutableSequence, Optional

import yaml

ABSENT = ("tensorflow", "tensorflow_addons", "tensorflow_hub", "tensorflow_probability", "keras")
NEED_NONE = ("bot.", "RulePolicy", "MemoizationPolicy", "AugmentedMemoizationPolicy")


class _Kind(type):
    """The type of what stands for a class or function of TensorFlow's."""

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _absent(f"{cls.__name__}.{name}")

    def __call__(cls, *arguments: Any, **named: Any) -> Any:
        if not cls.__dict__.get("stands_in"):
            return super().__call__(*arguments, **named)
        if len(arguments) == 1 and callable(arguments[0]) and not named:  # used as a decorator
            return arguments[0]
        raise RuntimeError(f"{cls.__name__} was left out: no component in config.yml needs TensorFlow")


def _absent(name: str) -> Any:
    return _Kind(name, (), {"stands_in": True})


class _Stand(ModuleType):
    """A module with nothing in it that has everything."""

    __path__: MutableSequence[str] = []

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _absent(f"{self.__name__}.{name}")


class _Finder(MetaPathFinder, Loader):
    """Finds the stand-in for each module of `ABSENT`."""

    def find_spec(self, name: str, path: Any, target: Optional[ModuleType] = None) -> Optional[ModuleSpec]:
        return ModuleSpec(name, self, is_package=True) if name.split(".")[0] in ABSENT else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _Stand(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Nothing is to be run."""


def needs_none(config: Path) -> bool:
    """Whether no component that a configuration names can need TensorFlow."""
    named = yaml.safe_load(config.read_text(encoding="utf-8"))
    parts = [*(named.get("pipeline") or ()), *(named.get("policies") or ())]
    return bool(parts) and all(str(part["name"]).startswith(NEED_NONE) for part in parts)


def leave_out(config: Path) -> bool:
    """Leaves TensorFlow out of this process where nothing needs it; to be called before Rasa is imported."""
    if "tensorflow" in sys.modules or not needs_none(config):
        return False
    sys.meta_path.insert(0, _Finder())
    return True
