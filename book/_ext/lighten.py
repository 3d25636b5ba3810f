"""Makes the built pages light: each asks for one stylesheet and one script, and for what it uses itself.

The theme serves every book that can be written with it: two megabytes on every page. After the pages are written, this
extension takes from its files what these pages use (:mod:`lighten_css`), draws the icons into the pages
(:mod:`lighten_icons`), and puts the result into ``_static/pages.css`` and ``_static/pages.js``. Bootstrap's script is
fetched when a reader reaches for a menu. A page of an earlier build is light already and only gets the new addresses.
``lighten: false`` in the configuration leaves everything as the theme has it.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import lighten_css
import lighten_icons
from sphinx.application import Sphinx
from sphinx.config import Config

STYLES = (
    "styles/theme.css",
    "styles/pydata-sphinx-theme.css",
    "pygments.css",
    "styles/sphinx-book-theme.css",
    "togglebutton.css",
    "copybutton.css",
    "mystnb.*.css",
    "sphinx-design.min.css",
)
"""The styles of all pages, in the order in which the theme asks for them; those of the configuration follow."""
SCRIPTS = (
    "scripts/pydata-sphinx-theme.js",
    "scripts/sphinx-book-theme.js",
    "doctools.js",
    "sphinx_highlight.js",
)
LATER = {"scripts/bootstrap.js", "clipboard.min.js", "copybutton.js"}
"""Scripts that are fetched when a reader reaches for what they do (lighten.js)."""
NEVER = {"scripts/fontawesome.js", "documentation_options.js", *LATER, *SCRIPTS}
"""Scripts that no page asks for by itself."""
SEARCH = {"searchtools.js", "language_data.js", "searchindex.js"}
WHERE_USED = (
    (
        re.compile(r'class="[^"]*(?<![\w-])(?:toggle|admonition[^"]*\bdropdown)(?![\w-])'),
        {"togglebutton.js"},
    ),
    (re.compile(r'class="[^"]*\bsd-tab-set'), {"design-tabs.js"}),
)
SET_LATER = (
    "show fade active collapsing scrolled hide noprint pst-sidebar-hidden highlighted search context success "
    "dropdown-menu-dark tooltip tooltip-inner tooltip-arrow bs-tooltip-auto data-popper-placement "
    "copybtn o-tooltip--left toggle-button toggle-hidden toggle-details details tabindex aria-current data-mode open"
)
"""What the theme's scripts put into a page. Of our own scripts every word counts."""
LEFT = (
    "**/*.map",
    "locales",
    "scripts/fontawesome.js",
    "vendor/fontawesome",
    "sphinx-thebe.*",
    "*-macros.html",
)
_STYLE = re.compile(r'<link\b(?=[^>]*rel="stylesheet")[^>]*href="[^"]*_static/([^"?]+)[^"]*"[^>]*>\s*')
_PRELOAD = re.compile(r'<link\b(?=[^>]*rel="preload")(?=[^>]*as="script")[^>]*>\s*')
_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>\s*", re.DOTALL)
_SOURCE = re.compile(r'\bsrc="(?:\.\./)*(?:_static/)?([^"?]+)')
_FIRST = re.compile(r"<link\b[^>]*rel=\"(?:stylesheet|index|search)\"|<script defer|</head>")
_MOOT = re.compile(r"^<script[^>]*>\s*(?:DOCUMENTATION_OPTIONS\.|kernelName\b)|x-thebe-config")
"""Inline scripts for parts of the theme that are not there: live search, versions, kernels of another host."""
_AS_IT_IS = re.compile(r"(<(?:pre|textarea|script|style)\b.*?</(?:pre|textarea|script|style)>)", re.DOTALL)
_BLANK = re.compile(r"\s*\n\s*")
_ADDRESS = re.compile(r'(_static/)(pages\.(?:css|js))(?:\?v=\w+)?(?=")')


def only_named(app: Sphinx, config: Config) -> None:
    """Keep our scripts and styles off the pages that do not ask for them.

    Jupyter Book puts each file of ``_static`` on every page, by adding it to the lists of the configuration once for
    each static folder. A file that the configuration names itself stands there once more, and stays.
    """
    if config.lighten:
        found = list(config.html_static_path).count("_static")
        styles = [str(one) for one in config.html_css_files]
        config.html_css_files = [one for one in dict.fromkeys(styles) if styles.count(one) > found]
        config.html_js_files = []


def lighten(app: Sphinx, error: Exception | None) -> None:
    """Make the pages of a finished build light."""
    if error is None and app.builder.name == "html" and app.config.lighten:
        static = Path(app.outdir) / "_static"
        named = [str(one[0]) for one in app.config.html_css_files]
        pages = [Path(app.outdir) / f"{name}.html" for name in (*app.env.found_docs, "genindex", "search")]
        Light(static, tuple(named)).make([page for page in pages if page.is_file()])


def tight(text: str) -> str:
    """Return a page without the empty lines and the indents of its templates; where spaces show, nothing changes."""
    parts = _AS_IT_IS.split(text)
    parts[::2] = [_BLANK.sub("\n", part) for part in parts[::2]]
    return "".join(parts)


@dataclass(frozen=True)
class Light:
    """The work on one finished build: the folder of its static files, and the styles that the configuration names."""

    static: Path
    named: tuple[str, ...]

    def make(self, pages: list[Path]) -> None:
        """Rewrite the pages, write the stylesheet and the script that they share, and remove what nothing asks for."""
        icons = lighten_icons.read(self.text("scripts/fontawesome.js"))
        options = self.text("documentation_options.js").strip()
        used = lighten_css.Used()
        used.words.update(SET_LATER.split())
        for script in self.own_scripts():
            used.script(script)
        light = {page: self.page(page.read_text(encoding="utf-8"), icons, options) for page in pages}
        for text in light.values():
            used.page(text)
        style = lighten_icons.masked(icons.style + "".join(map(lighten_css.read, self.styles())), icons)
        marks = {
            "pages.css": self.write("pages.css", lighten_css.lighter(style, used)),
            "pages.js": self.write("pages.js", self.script()),
        }
        for page, text in light.items():
            page.write_text(_ADDRESS.sub(lambda m: f"{m[1]}{m[2]}?v={marks[m[2]]}", text), encoding="utf-8")
        self.remove()

    def text(self, name: str) -> str:
        """Return a static file."""
        return (self.static / name).read_text(encoding="utf-8")

    def styles(self) -> list[Path]:
        """Return the styles of all pages in their order."""
        return [path for name in (*STYLES, *self.named) for path in sorted(self.static.glob(name))]

    def own_scripts(self) -> list[str]:
        """Return our own scripts and those of the search: the classes that they set must be found in the style."""
        ours = (Path(__file__).parent.parent / "_static").rglob("*.js")
        return [path.read_text(encoding="utf-8") for path in (*ours, self.static / "searchtools.js")]

    def script(self) -> str:
        """Return what every page needs of scripts, without the lines that name a source map."""
        texts = [Path(__file__).with_suffix(".js").read_text(encoding="utf-8"), *map(self.text, SCRIPTS)]
        return "\n".join(re.sub(r"^//# sourceMappingURL=.*$", "", one, flags=re.MULTILINE) for one in texts)

    def write(self, name: str, text: str) -> str:
        """Write a shared file and return the mark of its content."""
        (self.static / name).write_text(text, encoding="utf-8")
        return hashlib.sha256(text.encode()).hexdigest()[:8]

    def page(self, text: str, icons: lighten_icons.Icons, options: str) -> str:
        """Return a page that asks for the shared files and for what it uses; a light page comes back as it is."""
        if _ADDRESS.search(text):
            return text
        text = _PRELOAD.sub("", text)
        shared = {path.relative_to(self.static).as_posix() for path in self.styles()}
        text = _STYLE.sub(lambda m: "" if m[1] in shared else m[0], text)
        unused = NEVER | {name for pattern, names in WHERE_USED if not pattern.search(text) for name in names}
        if 'id="search-results"' not in text:
            unused = unused | SEARCH
        text = _SCRIPT.sub(lambda m: self._script_tag(m, unused), text)
        root = re.search(r'data-content_root="([^"]*)"', text)
        static = f"{root[1] if root else ''}_static"
        head = (
            f'<link rel="stylesheet" href="{static}/pages.css" />\n'
            f'<script>{options}</script>\n<script defer src="{static}/pages.js"></script>\n'
        )
        return tight(lighten_icons.drawn(_FIRST.sub(lambda m: head + m[0], text, count=1), icons))

    @staticmethod
    def _script_tag(found: re.Match[str], unused: set[str]) -> str:
        """Return one script of a page: out if unused, else after the page is read; inline ones stay where they run."""
        source = _SOURCE.search(found[1])
        if source is None:
            idle = "togglebutton.js" in unused and re.match(r"\s*(?:let toggle|var toggle)", found[2])
            moot = _MOOT.search(found[0])
            return "" if idle or moot else found[0]
        if source[1] in unused:
            return ""
        return (
            found[0] if re.search(r"\b(?:defer|async|type)\b", found[1]) else f"<script defer{found[0][7:]}"
        )

    def remove(self) -> None:
        """Remove what no page asks for any more; the next build brings it again."""
        gone = {path for pattern in LEFT for path in self.static.glob(pattern)}
        gone |= set(self.styles()) | {self.static / name for name in (*SCRIPTS, "documentation_options.js")}
        gone.add(self.static / "basic.css")
        for path in gone:
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)


def setup(app: Sphinx) -> dict[str, Any]:
    """Connect: before the lists of the configuration are read (800), and after everybody else has finished."""
    app.add_config_value("lighten", True, "html", bool)
    app.connect("config-inited", only_named, priority=700)
    app.connect("build-finished", lighten, priority=900)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
