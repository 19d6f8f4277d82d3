"""Arrays handed from one process to another: a file of one JSON line and the arrays' bytes; nothing pickled."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

_TYPES = {name: np.dtype(name) for name in ("uint8", "int32", "int64", "float64")}
_ALIGNED = 8  # bytes


def write_arrays(path: Path, header: dict[str, Any], arrays: Mapping[str, npt.NDArray[Any]]) -> None:
    """Write plain arrays of one dimension under their names."""
    places, at = {}, 0
    for name, array in arrays.items():
        places[name] = (array.dtype.name, len(array), at)
        at += -(-array.nbytes // _ALIGNED) * _ALIGNED
    line = json.dumps({"header": header, "arrays": places, "bytes": at}).encode()
    with path.open("wb") as file:
        file.write(line + b" " * (-(len(line) + 1) % _ALIGNED) + b"\n")
        for array in arrays.values():
            file.write(np.ascontiguousarray(array).data)
            file.write(bytes(-array.nbytes % _ALIGNED))


def read_arrays(path: Path) -> tuple[dict[str, Any], dict[str, npt.NDArray[Any]]]:
    """What `write_arrays` wrote; the arrays are read-only and share one piece of memory.

    Raises:
        OSError, ValueError, KeyError: the file is not one that `write_arrays` finished.
    """
    content = path.read_bytes()
    begin = content.index(b"\n") + 1
    told = json.loads(content[:begin])
    if len(content) != begin + told["bytes"]:
        raise ValueError("the file is not whole")
    arrays = {
        name: np.frombuffer(content, _TYPES[kind], count, begin + at)
        for name, (kind, count, at) in told["arrays"].items()
    }
    return told["header"], arrays
