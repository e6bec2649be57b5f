"""The labelled data that benchmarks read in place: a folder with `dev.jsonl` or `test.jsonl`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable

NAMES = ("dev.jsonl", "test.jsonl")

data_option: Callable[[Any], Any] = click.option(
    "--data",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    required=True,
    help="The folder that holds dev.jsonl or test.jsonl.",
)


def records(folder: Path) -> list[dict[str, Any]]:
    """Return the records of a folder's `dev.jsonl`, else of its `test.jsonl`, in order.

    Raises:
        click.ClickException: The folder holds neither.
    """
    path = next((folder / name for name in NAMES if (folder / name).is_file()), None)
    if path is None:
        raise click.ClickException(f"'{folder}' holds neither {' nor '.join(NAMES)}: name the folder of one data set.")
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]
