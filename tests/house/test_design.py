"""The design system holds together: templates, icons, vendored files, colours."""

import re
from hashlib import sha256
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Engine, Template
from django.template.loader import get_template

from community.kit.cairn import cairn_svg
from config.assets.bundle import BUNDLES, build, stylesheets

ROOT = settings.BASE_DIR
STATIC = ROOT / "static"
TEMPLATES = sorted((ROOT / "templates").rglob("*.html")) + sorted((ROOT / "templates").rglob("*.txt"))
PAGES = [path for path in TEMPLATES if path.suffix == ".html"]


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT / "templates"))


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_every_template_compiles(path: Path) -> None:
    get_template(name_of(path))


#: A mail's HTML has no stylesheet to link to and no Content-Security-Policy.
INLINE = {
    "a style attribute": re.compile(r"<[a-z][^>]*\sstyle\s*=", re.I),
    "a style element": re.compile(r"<style\b", re.I),
    "a handler": re.compile(r"<[a-z][^>]*\son[a-z]+\s*=", re.I),
    "htmx evaluation": re.compile(r"\bhx-on[:=-]|hx-vals\s*=\s*['\"]js:", re.I),
    "a script address": re.compile(r"(href|src|action)\s*=\s*['\"]\s*javascript:", re.I),
    "another site's file": re.compile(r"<(script|link|img|iframe)[^>]*(src|href)\s*=\s*['\"](https?:)?//", re.I),
}
SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.I | re.S)


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_no_template_holds_inline_script_or_style(path: Path) -> None:
    text = path.read_text()
    found = [what for what, pattern in INLINE.items() if pattern.search(text)]
    for attributes, body in SCRIPT.findall(text):
        data = "application/json" in attributes
        if body.strip() and not data:
            found.append("an inline script")
    assert found == []


def icons_used() -> dict[str, str]:
    """Icon names written out anywhere, with one place each."""
    used = {}
    for path in PAGES:
        for name in re.findall(r"""\{%\s*icon\s+["']([\w-]+)["']""", path.read_text()):
            used[name] = name_of(path)
    for path in [*(ROOT / "config").rglob("*.py"), *(ROOT / "community").rglob("*.py")]:
        for name in re.findall(r"""\bicon=["']([\w-]+)["']""", path.read_text()):
            used[name] = str(path.relative_to(ROOT))
    return used


def test_every_icon_used_is_in_the_sprite() -> None:
    from config.shell import DESK, PLACES

    sprite = set(re.findall(r'<symbol id="([\w-]+)"', (STATIC / "icons" / "sprite.svg").read_text()))
    used = icons_used() | {place[2]: "config/shell.py" for place in [*PLACES, DESK]}
    assert {name: where for name, where in used.items() if name not in sprite} == {}
    assert sprite == set((STATIC / "icons" / "icons.txt").read_text().split())


def test_vendored_files_are_the_ones_described() -> None:
    rows = re.findall(
        r"^\| `([^`]+)` \|.*\| `([0-9a-f]{64})` \|$", (STATIC / "vendor" / "VENDORED.md").read_text(), re.M
    )
    described = dict(rows)
    there = {
        str(path.relative_to(STATIC))
        for path in [
            *(STATIC / "vendor").rglob("*.js"),
            *(STATIC / "fonts").glob("*.woff2"),
            STATIC / "icons" / "sprite.svg",
        ]
    }
    assert set(described) == there
    assert {name: sha256((STATIC / name).read_bytes()).hexdigest() for name in there} == described


# --- Colours ------------------------------------------------------------------------------------------

TEXT_PAIRS = [
    *[
        (text, ground)
        for text in ("ink", "quiet", "pine-ink", "clay-ink")
        for ground in ("paper", "card", "side", "sunk")
    ],
    *[(f"{hue}-ink", f"{hue}-soft") for hue in ("pine", "clay", "dawn", "sky")],
    *[(f"on-{hue}", hue) for hue in ("pine", "clay", "dawn", "sky", "mine", "deep")],
    *[("ink", f"{hue}-soft") for hue in ("pine", "clay", "dawn", "sky")],
    *[("quiet", f"{hue}-soft") for hue in ("sky", "dawn", "pine")],
    ("on-pine", "pine-hover"),
    ("on-clay", "clay-hover"),
    ("on-deep-quiet", "deep"),
    ("sky-ink", "card"),
    ("paper", "ink"),
    *[(f"on-hue-{n}", f"hue-{n}") for n in range(8)],
]
#: What must be seen to know that something is a control, or where one is.
CONTROL_PAIRS = [
    *[("edge", ground) for ground in ("paper", "card")],
    *[("focus", ground) for ground in ("paper", "card", "side")],
    *[("pine", ground) for ground in ("paper", "card")],
    ("quiet", "sunk"),
    ("dawn", "deep"),
]


def tokens(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9A-Fa-f]{6});", block))


def themes() -> dict[str, dict[str, str]]:
    text = (STATIC / "css" / "tokens.css").read_text()
    light, rest = text.split("@media (prefers-color-scheme: dark)")
    device, chosen = rest.split('[data-theme="dark"] {')
    assert tokens(device) == tokens(chosen), "the two dark blocks differ"
    return {"light": tokens(light), "dark": tokens(light) | tokens(chosen)}


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_can_be_read(theme: str) -> None:
    colours = themes()[theme]
    low = {pair: round(contrast(*(colours[name] for name in pair)), 2) for pair in TEXT_PAIRS}
    assert {pair: ratio for pair, ratio in low.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_controls_can_be_seen(theme: str) -> None:
    colours = themes()[theme]
    low = {pair: round(contrast(*(colours[name] for name in pair)), 2) for pair in CONTROL_PAIRS}
    assert {pair: ratio for pair, ratio in low.items() if ratio < 3} == {}


def test_only_tokens_name_colours() -> None:
    """#FFF below a QR code is not a matter of taste: scanners want it."""
    loose = {}
    for path in stylesheets():
        if path.name != "tokens.css":
            found = set(re.findall(r"#[0-9A-Fa-f]{3,8}\b", re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.S)))
            if {colour.lower() for colour in found} - {"#fff"}:
                loose[path.name] = found
    assert loose == {}


# --- Weight and drawing --------------------------------------------------------------------------------


def test_styles_and_script_are_light(tmp_path: Path) -> None:
    import gzip

    sizes = {name: len(gzip.compress(build(name, tmp_path).read_bytes())) for name in BUNDLES}
    assert sizes["css/cairn.css"] < 20_000
    assert sizes["js/cairn.js"] < 6_000
    fonts = sum((STATIC / "fonts" / name).stat().st_size for name in ("fraunces-latin.woff2", "atkinson-latin.woff2"))
    assert fonts < 45_000


def test_a_changed_source_is_seen(tmp_path: Path) -> None:
    first = build("css/cairn.css", tmp_path)
    before = first.stat().st_mtime_ns
    assert build("css/cairn.css", tmp_path).stat().st_mtime_ns == before
    import os

    os.utime(first, ns=(0, 0))
    assert build("css/cairn.css", tmp_path).stat().st_mtime_ns > 0


@pytest.mark.parametrize("stones", [0, 1, 2, 6, 9, 400])
def test_a_cairn_is_always_the_same(stones: int) -> None:
    drawn = cairn_svg(stones, seed=3)
    assert drawn == cairn_svg(stones, seed=3)
    assert drawn.count("<ellipse") == min(stones, 9)
    assert "style=" not in drawn


def test_names_on_faces_and_labels_are_escaped() -> None:
    template = Template("{% avatar name 3 %}{% cairn stones=1 label=name %}", engine=Engine.get_default())
    html = template.render(Context({"name": '<b>" x'}))
    assert "<b>" not in html


def test_a_form_ties_its_errors_to_its_fields() -> None:
    from config.styleguide.forms import EveryQuestion

    form = EveryQuestion({})
    html = str(form)
    assert 'id="id_name_error"' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'href="#id_mood"' in html
    assert 'role="alert"' in html
    assert "This is still empty." in html


@pytest.mark.parametrize("name", ["403.html", "403_csrf.html", "404.html", "500.html"])
def test_a_page_of_regret_needs_nothing(name: str) -> None:
    """It is drawn also where there is no request, no member and no database."""
    html = get_template(name).render()
    assert "<h1>" in html
    assert 'class="exit"' in html
    assert "/support/" in html
    assert "<title>Notes</title>" in html
