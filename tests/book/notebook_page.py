"""A notebook of the browser edition as a student meets it: opened from its page, filled in, run, saved, downloaded.

Everything is done with mouse and keyboard events of the browser; foreign hosts do not resolve, and what the page, its
workers and its service worker asked for is read from the browser's own log of the network.
"""

from __future__ import annotations

import contextlib
import functools
import http.server
import json
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


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *words: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder as `python -m http.server` does; give the address, without a slash at the end."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
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

    def cell(self, word: str) -> str:
        """Return the script for the first code cell whose text has a word."""
        text = "c.querySelector('.cm-content').innerText"
        return f"{CELLS}.find(c => c.matches('.jp-CodeCell') && {text}.includes({json.dumps(word)}))"

    def run_cell(self, word: str) -> str:
        """Click into a cell and run it with Shift and Enter; return what it says, once it has run."""
        cell = self.cell(word)
        before = self.page.run(f"{cell}.querySelector('.jp-InputPrompt').innerText")
        self.click(f"{cell}.querySelector('.cm-content')")
        self.press("Enter", 13, shift=True)
        prompt = f"{cell}.querySelector('.jp-InputPrompt').innerText"
        self.page.until(f"{prompt} !== {json.dumps(before)} && /\\d/.test({prompt})", PATIENCE)
        return str(self.page.run(f"{cell}.querySelector('.jp-Cell-outputArea').innerText"))

    def write(self, word: str, text: str) -> None:
        """Replace the text of a cell by what is in the clipboard, put there as by copying elsewhere."""
        self.page.run(f"navigator.clipboard.writeText({json.dumps(text)})")
        self.click(f"{self.cell(word)}.querySelector('.cm-content')")
        self.command("selectAll")
        self.command("paste")

    def choose(self, values: list[Any]) -> None:
        """Fill in the controls of the form in their order, each as its kind is filled in."""
        script = f"""(values => {{
            const put = (box, value) => {{
                if (box.multiple) for (const o of box.options) o.selected = value.some(v => o.text.split(' ')[0] === v);
                else if (box.tagName === 'SELECT')
                    box.selectedIndex = Array.from(box.options).findIndex(o => o.text.split(' ')[0] === value);
                else box.value = value;
                for (const kind of ['input', 'change']) box.dispatchEvent(new Event(kind, {{bubbles: true}}));
            }};
            const boxes = {CONTROLS};
            values.forEach((value, at) => put(boxes[at], value));
            return boxes.length;
        }})({json.dumps(values)})"""
        assert self.page.run(script) == len(values) + 1, "the fields of the form, and the text to paste"

    def text_to_paste(self, expected: Any) -> str:
        """Return the YAML that the form shows, as soon as it holds what was filled in."""
        end = time.monotonic() + PATIENCE
        while True:
            text = str(self.page.run(f"{CONTROLS}.slice(-1)[0].value"))
            if answers.parse(text) == expected or time.monotonic() > end:
                return text
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
