"""The repository itself: what is stored in it, what it promises in words, and how it is laid out."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import summarizer

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CASSETTES = sorted(path for path in (ROOT / "cassettes").rglob("*") if path.is_file())
MODULES = sorted((ROOT / "summarizer").rglob("*.py"))
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
CHANGELOG_ORDER = ["Security", "Removed", "Deprecated", "Added", "Changed", "Fixed"]


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def stored_files() -> list[Path]:
    """Every file that is in the repository or would be with the next commit."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    return [path for name in listed if name and (path := ROOT / name).is_file()]


# ── Cassettes ─────────────────────────────────────────────────────────────────────────────────────

SECRETS = {
    "a body that nobody can read": r"!!binary",
    "a key": r"\b(sk|pk|rk|hf|gsk|xai|gh[oprsu])[-_][\w-]{16,}|\bAKIA[0-9A-Z]{16}\b|\bAIza[\w-]{30,}|\bxox[a-z]-[\w-]{10,}",
    "a private key": r"-----BEGIN [A-Z ]*PRIVATE KEY-----",
    "a token": r"(?i)\bbearer\s+[\w.~+/-]{8,}",
    "a header that names someone": r"(?im)^[\s\"'-]*(authorization|(x-)?api-key|(set-)?cookie|openai-(organization|project)"
    r"|x-request-id|cf-ray|user-agent)[\"']?\s*:",
    "an organisation's id": r"\b(org|proj|user)[-_](?=\w*\d)[A-Za-z0-9]{16,}",
    "a home folder": r"(?<![\w.])[/](home|Users)/\w|(?<![\w.])[/]root/|[A-Za-z]:\\+Users\\+\w",
    "a host that is not loopback": r"(?i)\bhttps?://(?!(127(\.\d+){3}|localhost|\[::1\])([:/\s\"'\\]|$))[\w\[]",
}


def secrets_in(text: str) -> list[str]:
    """The kinds of secrets that a stored cassette must not hold and this one does."""
    return [kind for kind, pattern in SECRETS.items() if re.search(pattern, text)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("content: my key is sk-" + "proj-abcdefgh12345678", "a key"),
        ("body: !!binary |\n      H4sIAAAA", "a body that nobody can read"),
        ("AKIA" + "ABCDEFGHIJ234567", "a key"),
        ("-----BEGIN RSA " + "PRIVATE KEY-----", "a private key"),
        ("note: Bearer " + "abc.def-ghi", "a token"),
        ("headers:\n  Authorization:\n  - none", "a header that names someone"),
        ('{\n  "set-cookie": "a=b"}', "a header that names someone"),
        ("  openai-organization:\n  - acme", "a header that names someone"),
        ("organization: org-" + "a1b2c3d4e5f6g7h8", "an organisation's id"),
        ("path: /ho" + "me/odile/news.txt", "a home folder"),
        ("path: C:\\Us" + "ers\\odile", "a home folder"),
        ("uri: https://models.example/v1/chat/completions", "a host that is not loopback"),
        ("uri: http://127.0.0.1.models.example/v1", "a host that is not loopback"),
        ("uri: http://192.168.0.7:8080/v1", "a host that is not loopback"),
    ],
)
def test_the_scanner_finds_a_planted_secret(text, kind):
    """A secret in a recorded response is named by its kind: the scan below is only as good as this."""
    assert kind in secrets_in(f"interactions:\n- request:\n    {text}\n")


@pytest.mark.parametrize("host", ["127.0.0.1:8080", "localhost:8080", "[::1]:8080", "127.0.0.1"])
def test_the_scanner_passes_an_honest_recording(host):
    """What a cassette needs (a loopback address, a content type, an article's words) is no secret."""
    recording = f"""\
    uri: http://{host}/v1/chat/completions
    headers:
      content-type:
      - application/json
    body: "The organisation's risk-assessment, he said; the bearer of the letter was at home."
    """
    assert secrets_in(recording) == []


def test_no_cassette_holds_a_secret():
    """Recorded responses are public: no key, cookie, organisation, home folder or foreign host is in them."""
    found = {relative(path): secrets_in(path.read_text(encoding="utf-8")) for path in CASSETTES}
    assert {name: kinds for name, kinds in found.items() if kinds} == {}


def unplayed(cassettes: list[Path], tests: dict[str, str]) -> list[str]:
    """Cassettes that no test names.

    A test names ``cassettes/FOLDER/NAME.yaml`` by folder and name in one line (``"FOLDER/NAME.yaml"``, ``/ "FOLDER" /
    "NAME.yaml"``), or is itself ``def NAME`` in a module called ``FOLDER``.

    Args:
        cassettes: Paths of cassettes.
        tests: The source of each test module, by the module's name.
    """

    def played(folder: str, name: str) -> bool:
        named = re.compile(rf"\b{re.escape(folder)}\b\W+{re.escape(name)}\b")
        own = re.compile(rf"^(async )?def {re.escape(name)}\b", re.MULTILINE)
        return bool(own.search(tests.get(folder, ""))) or any(named.search(source) for source in tests.values())

    return [path.as_posix() for path in cassettes if not played(path.parent.name, path.stem)]


def test_a_cassette_without_a_test_is_found():
    """The check below tells a cassette that a test plays from one whose test was renamed."""
    tests = {"test_replay": 'CASSETTE = ROOT / "flood" / "bridge.yaml"\ndef test_the_dam(): ...'}
    cassettes = [Path("flood/bridge.yaml"), Path("test_replay/test_the_dam.yaml"), Path("test_replay/test_gone.yaml")]
    assert unplayed(cassettes, tests) == ["test_replay/test_gone.yaml"]


def test_every_cassette_is_played_by_a_test():
    """A cassette that no test plays grows stale unseen."""
    tests = {path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("*.py")}
    del tests[Path(__file__).stem]
    assert unplayed(CASSETTES, tests) == []


# ── Stored files ──────────────────────────────────────────────────────────────────────────────────

# Character classes keep these patterns from matching themselves.
MACHINE = re.compile(
    r"(?<![\w.}])[/](work|root|opt)/\w|(?<![\w.}])[/](home|Users)/[a-z]\w*/|pypi[.]org|pythonhosted[.]org|npmjs[.](org|com)",
    re.IGNORECASE,
)


def test_no_stored_file_names_a_machine():
    """A path of one machine, or a registry's host, means nothing on the next machine."""
    found = [
        f"{relative(path)}: {match[0]}"
        for path in stored_files()
        if (match := MACHINE.search(path.read_text(encoding="utf-8", errors="replace")))
    ]
    assert found == []


def test_the_ci_script_can_be_run():
    """`.ci/run` is executable and says what runs it."""
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert script.read_text(encoding="utf-8").startswith("#!")


# ── The lock ──────────────────────────────────────────────────────────────────────────────────────


def locked() -> dict[str, list[Requirement]]:
    """The lock's requirements by name, a package with two versions for two Pythons having two; each has its hashes."""
    lines = (ROOT / "requirements-dev.txt").read_text(encoding="utf-8").splitlines()
    lines = [line for line in lines if not line.lstrip().startswith("#")]
    requirements: dict[str, list[Requirement]] = {}
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}( \\)?", line):
            continue
        assert line.endswith(" \\"), f"{line!r} is neither a requirement with hashes nor a hash"
        assert following.startswith("    --hash="), f"{line!r} has no hash"
        requirement = Requirement(line.removesuffix(" \\"))
        requirements.setdefault(canonicalize_name(requirement.name), []).append(requirement)
    return requirements


def test_the_lock_holds_names_versions_and_hashes_only():
    """Every package is pinned by version and hash, and comes from wherever the machine's pip gets its packages."""
    for requirement in (each for versions in locked().values() for each in versions):
        assert requirement.url is None
        assert [part.operator for part in requirement.specifier] == ["=="]
    assert "//" not in (ROOT / "requirements-dev.txt").read_text(encoding="utf-8")


def test_the_lock_satisfies_the_project():
    """What pyproject.toml asks for is in the lock, in a version that it allows: else run `make lock`."""
    wanted = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]]
    versions = locked()
    for requirement in map(Requirement, wanted):
        for pin in versions[canonicalize_name(requirement.name)]:
            (version,) = pin.specifier
            assert requirement.specifier.contains(version.version), f"{requirement} is locked at {version.version}"


# ── The code ──────────────────────────────────────────────────────────────────────────────────────


def test_every_public_name_can_be_imported():
    """`summarizer.__all__`, what a type checker sees and what is really there are the same names."""
    source = ast.parse(Path(summarizer.__file__).read_text(encoding="utf-8"))
    (typed,) = [node for node in source.body if isinstance(node, ast.If)]
    seen = [alias.name for node in typed.body if isinstance(node, ast.ImportFrom) for alias in node.names]
    assert sorted(seen) == summarizer.__all__ == dir(summarizer)
    for name in summarizer.__all__:
        assert getattr(summarizer, name).__name__ == name


def test_an_unknown_name_is_an_attribute_error():
    """Names are loaded when asked for; one that is not there fails as it would in any module."""
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        summarizer.nonsense  # noqa: B018  (the access is what is tested)


def undocumented(body: list[ast.stmt]) -> list[str]:
    """Names of the public classes, functions and methods in `body` that have no docstring."""
    found = []
    for node in body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_"):
            found += [] if ast.get_docstring(node) else [node.name]
            found += undocumented(node.body) if isinstance(node, ast.ClassDef) else []
    return found


@pytest.mark.parametrize("module", MODULES, ids=relative)
def test_everything_public_has_a_docstring(module):
    """Every module, and every public class and function in it, says what it is for."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree)
    assert undocumented(tree.body) == []


@pytest.mark.parametrize("module", MODULES, ids=relative)
def test_a_file_fits_in_the_head(module):
    """No file of the package is longer than 400 lines; one that would be has two reasons to change."""
    assert len(module.read_text(encoding="utf-8").splitlines()) <= 400


# ── The documents ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("document", DOCUMENTS, ids=relative)
def test_links_between_documents_lead_somewhere(document):
    """A relative link in a document leads to a file or folder that is there."""
    targets = re.findall(r"\]\(([^)\s#]+)", document.read_text(encoding="utf-8"))
    local = [target for target in targets if "://" not in target and not target.startswith("mailto:")]
    assert [target for target in local if not (document.parent / target).exists()] == []


def make_targets() -> dict[str, str]:
    """The Makefile's public targets and what each says of itself."""
    source = (ROOT / "Makefile").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z][a-z-]*):.*?(?:## (.+))?$", source, re.MULTILINE))


def test_make_help_lists_every_command():
    """Every target says what it does, is not mistaken for a file of its name, and is shown by plain `make`."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    make = ["make"]
    shown = subprocess.run(make, cwd=ROOT, env=environment, capture_output=True, text=True, check=True).stdout
    phony = re.search(r"^\.PHONY:(.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    targets = make_targets()
    assert {"demo", "test", "check", "record", "lock"} <= targets.keys()
    assert sorted(phony[1].split()) == sorted(targets)
    for target, text in targets.items():
        assert re.search(rf"^make {target} +{re.escape(text)}$", shown, re.MULTILINE)


@pytest.mark.parametrize("document", DOCUMENTS, ids=relative)
def test_a_make_command_in_a_document_exists(document):
    """A `make` command that a document names is one that the Makefile has."""
    named = re.findall(r"(?:`|^ *|\$ )make ([a-z-]+)", document.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(named) <= make_targets().keys()


def test_the_changelog_has_the_current_version():
    """The version in pyproject.toml has its part in the changelog, and each part keeps its sections in order."""
    parts = re.split(r"^## ", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    assert any(PROJECT["project"]["version"] in part.partition("\n")[0] for part in parts)
    for part in parts:
        sections = re.findall(r"^### (.+)$", part, re.MULTILINE)
        assert sections == [name for name in CHANGELOG_ORDER if name in sections]
