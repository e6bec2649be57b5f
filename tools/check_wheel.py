"""Build the wheel, install it alone in an empty environment, and run it from another folder.

Users get the wheel and its runtime dependencies, not this folder: a module, a prompt or a dependency that only the
repository has is found here and by no other test. Needs the `build` package; run it with `make check`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements-dev.txt"
CASSETTE = ROOT / "cassettes" / "demo" / "seeds.yaml"
DATE = "2024-11-01"

ARTICLE = """Flood closes the Marle bridge

The Marle bridge was closed on Friday after the river rose by two metres. Mayor Odile Ferrand said 40 people had left
their homes. "We do not know when the bridge will open again," she said.
"""


def main() -> None:
    """Check the wheel; the first thing that does not hold ends the program with a sentence that names it."""
    with tempfile.TemporaryDirectory(prefix="summarizer-wheel-") as name:
        folder = Path(name)
        wheel = build(folder / "dist")
        check_contents(wheel)
        commands = install(wheel, folder)
        check_runs(commands, folder)
    print(f"{wheel.name}: installs alone, and runs from another folder")


def build(destination: Path) -> Path:
    """Build the source distribution, and from that the wheel, so that both are complete; return the wheel."""
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", destination, ROOT, cwd=ROOT)
    (wheel,) = destination.glob("*.whl")
    return wheel


def check_contents(wheel: Path) -> None:
    """The wheel holds the package's files and every prompt, and nothing beside the package."""
    held = set(ZipFile(wheel).namelist())
    package = ROOT / "summarizer"
    files = (path for path in package.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    wanted = {path.relative_to(ROOT).as_posix() for path in files}
    wanted |= {f"summarizer/prompts/{path.name}" for path in (ROOT / "prompts").glob("*.md")}
    if missing := sorted(wanted - held):
        sys.exit(f"The wheel lacks {', '.join(missing)}. Look at [tool.hatch.build] in pyproject.toml.")
    if stray := sorted(name for name in held - wanted if ".dist-info/" not in name):
        sys.exit(
            f"The wheel holds {', '.join(stray)}, which nobody needs. Look at [tool.hatch.build] in pyproject.toml."
        )


def install(wheel: Path, folder: Path) -> Path:
    """Install the wheel in an empty environment, dependencies as the lock has them; return the folder of its commands."""
    environment = folder / "environment"
    venv.create(environment, with_pip=True)
    commands = environment / "bin"
    # Hashes in a constraint would be asked of the wheel too, which is new with every build.
    pins = [line.removesuffix(" \\") for line in LOCK.read_text(encoding="utf-8").splitlines() if "==" in line]
    constraints = folder / "constraints.txt"
    constraints.write_text("\n".join(pins), encoding="utf-8")
    pip = (commands / "python", "-m", "pip", "--disable-pip-version-check", "-qq")
    run(*pip, "install", "--constraint", constraints, wheel, cwd=folder)
    run(*pip, "check", cwd=folder)
    return commands


def check_runs(commands: Path, folder: Path) -> None:
    """The command briefs an article by rule, prints its schema, and replays the demo with the wheel's own prompts."""
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "flood.txt").write_text(ARTICLE, encoding="utf-8")

    briefing = run(commands / "summarize", "flood.txt", "--model", "extractive", "--date", DATE, cwd=elsewhere)
    if "40 people" not in briefing:
        sys.exit(f"The installed command left the article's one figure out of its briefing:\n{briefing}")

    schema = json.loads(run(commands / "summarizer", "schema", cwd=elsewhere))
    if schema["title"] != "Briefing":
        sys.exit(f"`summarize schema` printed the schema of {schema['title']}, not that of Briefing.")

    # A request is found in the cassette by its body, and the body holds the prompt.
    run(commands / "summarize", ROOT / "seeds", "--replay", CASSETTE, "--date", DATE, cwd=elsewhere)

    # What needs an extra says so, and says nothing else.
    for extra in ("slack", "mcp"):
        said = run(commands / "summarize", extra, cwd=elsewhere, code=2)
        if f"pip install 'summarizer[{extra}]'" not in said or said.count("\n") != 1:
            sys.exit(f"`summarize {extra}` without its extra should say in one line what to install, but said:\n{said}")


def run(*command: str | Path, cwd: Path, code: int = 0) -> str:
    """Run a command and return what it printed; another exit code than `code` ends the program with that.

    Of a command that succeeds, standard output alone is returned. Settings and keys of whoever runs the check are kept
    from it.
    """
    ours = ("OPENAI_", "SUMMARIZER_", "PYTHON")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    clean["SUMMARIZER_HOME"] = str(cwd / "home")
    done = subprocess.run(command, cwd=cwd, env=clean, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode != code:
        line = " ".join(str(word) for word in command)
        sys.exit(f"{line}\nended with exit code {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout + (done.stderr if code else "")


if __name__ == "__main__":
    main()
