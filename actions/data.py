"""Reads the YAML under `data/`, and says everything that is wrong with a file at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any, List, Type, TypeVar

import pydantic
import yaml

# libyaml reads ten times as fast as PyYAML's own Python; its wheels bring it, a build from source may not.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DATA = Path(__file__).parents[1] / "data"

Model = TypeVar("Model", bound="Checked")


class Checked(pydantic.BaseModel):
    """What a data file may hold: these keys and no others, never changed once read."""

    class Config:
        """Pydantic's settings."""

        extra = "forbid"
        allow_mutation = False
        anystr_strip_whitespace = True
        min_anystr_length = 1


class FaultyData(ValueError):
    """A data file that cannot be used; `faults` has a sentence for each fault, with file and key."""

    def __init__(self, faults: List[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def read(path: Path, model: Type[Model]) -> Model:
    """Reads a YAML file into `model`.

    Raises:
        FaultyData: it is missing, no YAML, or not what `model` wants.
    """
    name = f"{path.parent.name}/{path.name}"
    try:
        raw = yaml.load(path.read_text(encoding="utf-8"), LOADER)
    except OSError as error:
        raise FaultyData([f"{name}: cannot be read ({error.strerror})"]) from error
    except (yaml.YAMLError, UnicodeDecodeError, ValueError, RecursionError) as error:
        raise FaultyData([f"{name}: not valid YAML ({' '.join(str(error).split())})"]) from error
    if not isinstance(raw, dict) or not all(isinstance(key, str) for key in raw):
        raise FaultyData([f"{name}: must hold keys, each a word, and their values at the top"])
    try:
        return model.parse_obj(raw)
    except pydantic.ValidationError as error:
        raise FaultyData([f"{name}: {_fault(one)}" for one in error.errors()]) from error


def _fault(error: "pydantic.error_wrappers.ErrorDict") -> str:
    return f"{'.'.join(str(key) for key in error['loc'])}: {error['msg']}"


def read_all(folder: Path, model: Type[Model]) -> "dict[str, Model]":
    """Reads every YAML file of a folder, by its stem, in alphabetical order.

    Raises:
        FaultyData: with the faults of all files together.
    """
    found, faults = {}, []
    for path in sorted(folder.glob("*.yml")):
        try:
            found[path.stem] = read(path, model)
        except FaultyData as error:
            faults += error.faults
    if faults:
        raise FaultyData(faults)
    return found
