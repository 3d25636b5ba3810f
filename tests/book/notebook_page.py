"""A notebook of the browser edition as a student meets it: opened from its page, filled in, run, saved, downloaded.

Everything is done with mouse and keyboard events of the browser; foreign hosts do not resolve, and what the page, its
workers and its service worker asked for is read from the browser's own log of the network.
"""

from __future__ import annotations

import contextlib
import functools
import http.server
import json
import os
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from quellenkritik.tasks import answers
from tests.grading.chromium import Chromium

CLOSED = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
PATIENCE = 240.0
"""Seconds; a machine that builds other things at the same time is slow."""
CELLS = "Array.from(document.querySelectorAll('.jp-Notebook .jp-Cell'))"
CONTROLS = (
    "Array.from(document.querySelectorAll('.jp-OutputArea-output .widget-dropdown select, "
    ".jp-OutputArea-output .widget-select-multiple select, .jp-OutputArea-output .widget-text input, "
    ".jp-OutputArea-output .widget-combobox input, .jp-OutputArea-output .widget-textarea textarea'))"
)

_IDLE = "document.querySelector('.jp-Notebook-ExecutionIndicator').dataset.status === 'idle'"
_MIDDLE = """e => {
    e.scrollIntoView({block: e.offsetHeight > 400 ? 'start' : 'center'});
    const b = e.getBoundingClientRect();
    return [b.x + Math.min(b.width, 200) / 2, b.y + Math.min(b.height, 20) / 2];
}"""

_FILL = """(values, boxes) => {
    // a word of a vocabulary stands alone, or before what it is called for people
    const is = (option, word) => option.value === word || option.value.startsWith(word + '  ');
    const put = (box, value) => {
        const words = [].concat(value);
        if (box.multiple) for (const o of box.options) o.selected = words.some(word => is(o, word));
        else if (box.options) box.selectedIndex = value && Array.from(box.options).findIndex(o => is(o, value));
        else box.value = words.join(', ');
        for (const kind of ['input', 'change']) box.dispatchEvent(new Event(kind, {bubbles: true}));
    };
    values.forEach((value, at) => put(boxes[at], value));
    return boxes.length;
}"""


class _Counting(http.server.SimpleHTTPRequestHandler):
    """A plain file server that counts what it sends."""

    sent = 0

    def log_message(self, *words: object) -> None:
        """Say nothing."""

    def copyfile(self, source: Any, outputfile: Any) -> None:
        """Send a file, and count its bytes."""
        type(self).sent += os.fstat(source.fileno()).st_size
        super().copyfile(source, outputfile)


class Served:
    """A folder served as `python -m http.server` does: its address, without a slash at the end, and what was sent."""

    def __init__(self, server: http.server.ThreadingHTTPServer, handler: type[_Counting]) -> None:
        self.address, self._handler = f"http://127.0.0.1:{server.server_address[1]}", handler

    @property
    def sent(self) -> int:
        """The bytes of all files sent so far."""
        return self._handler.sent


@contextmanager
def served(folder: Path) -> Iterator[Served]:
    """Serve a folder on this machine."""
    handler = type("Counting", (_Counting,), {})
    with http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(handler, directory=str(folder))
    ) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Served(server, handler)
        server.shutdown()


class Desk:
    """One browser of one student: its profile stays in ``home``, so that it can be closed and opened again."""

    def __init__(self, home: Path) -> None:
        self.home, self.downloads, self.logs = home, home / "downloads", []
        home.mkdir(parents=True, exist_ok=True)
        self.open()

    def open(self) -> None:
        """Start the browser."""
        (self.home / "DevToolsActivePort").unlink(missing_ok=True)
        self.logs.append(self.home / f"network-{len(self.logs)}.json")
        self.page = Chromium(self.home, CLOSED, f"--log-net-log={self.logs[-1]}")
        self.page.call(
            "Emulation.setDeviceMetricsOverride", width=1280, height=900, deviceScaleFactor=1, mobile=False
        )
        self.page.call(
            "Browser.grantPermissions", permissions=["clipboardReadWrite", "clipboardSanitizedWrite"]
        )
        self.page.call("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(self.downloads))

    def close(self) -> None:
        """End the browser in order, as a person closes the window."""
        with contextlib.suppress(Exception):  # it may be gone before it has answered
            self.page.call("Browser.close")
        self.page.wait()

    # -- what a student does

    def go_in(self, exercise_page: str) -> None:
        """Open an exercise's page, follow its link into the notebook, and wait until there is a kernel."""
        self.page.open(exercise_page)
        link = "document.querySelector('.qk-browser a')"
        self.page.until(f"document.readyState === 'complete' && !!{link}")
        self.click(link)
        self.ready()

    def ready(self) -> None:
        """Wait until the notebook and its kernel are there."""
        kernel = "(document.querySelector('.jp-Toolbar-kernelName') || {}).innerText || ''"
        self.page.until(f"{CELLS}.length > 3 && /Python/.test({kernel}) && {_IDLE}", PATIENCE)

    def cell(self, at: int) -> str:
        """Return the script for the cell of a number."""
        return f"{CELLS}[{at}]"

    def run_cell(self, at: int) -> str:
        """Click into a cell and run it with Shift and Enter; return what it says, once it has run."""
        prompt = f"{self.cell(at)}.querySelector('.jp-InputPrompt').innerText"
        before = self.page.run(prompt)
        self.click(f"{self.cell(at)}.querySelector('.cm-content')")
        self.press("Enter", 13, shift=True)
        self.page.until(f"{prompt} !== {json.dumps(before)} && /\\d/.test({prompt})", PATIENCE)
        return str(self.page.run(f"{self.cell(at)}.querySelector('.jp-Cell-outputArea').innerText"))

    def write(self, at: int, text: str) -> None:
        """Replace the text of a cell by what is in the clipboard, put there as by copying elsewhere."""
        self.page.run(f"navigator.clipboard.writeText({json.dumps(text)})")
        self.click(f"{self.cell(at)}.querySelector('.cm-content')")
        self.command("selectAll")
        self.command("paste")

    def text(self, at: int) -> str:
        """Return the text of a cell, as far as the editor draws it."""
        return str(self.page.run(f"{self.cell(at)}.querySelector('.cm-content').innerText"))

    def choose(self, values: list[Any]) -> None:
        """Fill in the controls of the form in their order, each as its kind is filled in."""
        filled = self.page.run(f"({_FILL})({json.dumps(values)}, {CONTROLS})")
        assert filled == len(values) + 1, "the fields of the form, and the text to paste"

    def text_to_paste(self, expected: Any) -> str:
        """Return the YAML that the form shows, as soon as it holds what was filled in."""
        end = time.monotonic() + PATIENCE
        while True:
            text = str(self.page.run(f"{CONTROLS}.slice(-1)[0].value"))
            if filled(answers.parse(text)) == filled(expected):
                return text
            assert time.monotonic() < end, f"the form does not hold what was filled in: {text[:500]}"
            time.sleep(0.5)

    def save(self) -> None:
        """Save with the keys for it."""
        self.press("s", 83, control=True)

    def download(self, name: str) -> Path:
        """Take the notebook away by the menu File, Download."""
        self.click(
            "Array.from(document.querySelectorAll('.lm-MenuBar-item')).find(i => i.innerText.trim() === 'File')"
        )
        item = "Array.from(document.querySelectorAll('.lm-Menu-item')).find(i => /^Download/.test(i.innerText.trim()))"
        self.page.until(f"!!({item})")
        self.click(item)
        target = self.downloads / name
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and not target.is_file():
            time.sleep(0.2)
        return target

    # -- how it is done

    def click(self, script: str) -> None:
        """Click in the middle of an element, scrolled into sight."""
        box = self.page.run(f"({_MIDDLE})({script})")
        common = {"x": box[0], "y": box[1], "button": "left", "clickCount": 1}
        for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
            self.page.call("Input.dispatchMouseEvent", type=kind, **common)

    def press(self, key: str, number: int, *, control: bool = False, shift: bool = False) -> None:
        """Press and release a key."""
        common = {
            "key": key,
            "code": key if len(key) > 1 else f"Key{key.upper()}",
            "windowsVirtualKeyCode": number,
        }
        for kind in ("rawKeyDown", "keyUp"):
            self.page.call("Input.dispatchKeyEvent", type=kind, modifiers=control * 2 + shift * 8, **common)

    def command(self, name: str) -> None:
        """Do what the editing keys of the platform do: select everything, copy, paste."""
        self.page.call("Input.dispatchKeyEvent", type="keyDown", key="F13", commands=[name])
        self.page.call("Input.dispatchKeyEvent", type="keyUp", key="F13")


def filled(tree: Any) -> Any:
    """Return an answer without what is empty in it: the form shows every field, a file may leave some out."""
    if isinstance(tree, dict):
        pairs = ((key, filled(value)) for key, value in tree.items())
        return {key: value for key, value in pairs if value not in ("", [], {}, None)}
    return [filled(value) for value in tree] if isinstance(tree, list) else tree


def first_output(site: Path, home: Path, notebook: str = "pivot") -> tuple[float, int]:
    """Return the seconds from opening a notebook of the finished site to the first output, and the bytes that were sent.

    The browser has seen nothing of the site before; the first code cell is run as soon as there is a kernel.
    """
    cells = json.loads((site / "lite" / "files" / f"{notebook}.ipynb").read_text(encoding="utf-8"))["cells"]
    first = next(at for at, cell in enumerate(cells) if cell["cell_type"] == "code")
    desk = Desk(home)
    try:
        with served(site) as there:
            started = time.monotonic()
            desk.page.open(f"{there.address}/lite/notebooks/index.html?path={notebook}.ipynb")
            desk.ready()
            desk.run_cell(first)
            return time.monotonic() - started, there.sent
    finally:
        desk.close()


def foreign(logs: list[Path]) -> tuple[int, list[str]]:
    """Return how much the pages and their workers asked of this machine, and every address on another host.

    What the browser asks for itself carries no origin of a page and is left out.
    """
    own, others = 0, []
    for log in logs:
        for line in log.read_text(encoding="utf-8").splitlines():
            found = re.search(r'"initiator":"http://127\.0\.0\.1[^"]*".*?"url":"([^"]+)"', line)
            if not found or '"method"' not in line:
                continue
            parts = urlsplit(found[1])
            if parts.hostname == "127.0.0.1":
                own += 1
            elif parts.scheme in ("http", "https", "ws", "wss"):
                others.append(found[1])
    return own, others
