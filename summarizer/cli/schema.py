"""`summarize schema`: the JSON Schema of a briefing."""

from __future__ import annotations

import json

import click


@click.command()
def command() -> None:
    """Print the JSON Schema that every briefing of --format json fits."""
    from summarizer.models import Briefing

    click.echo(json.dumps(Briefing.model_json_schema(mode="serialization"), indent=2))
