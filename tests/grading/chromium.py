"""A real Chromium, driven by its own DevTools protocol: one page, what it asks for, and what it says."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import time
import urllib.request
from pathlib import Path
from typing import Any

import websocket

PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
QUIET = (
    "--headless=new", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-default-apps", "--disable-extensions",
    "--no-default-browser-check", "--disable-domain-reliability", "--metrics-recording-only",
    "--remote-debugging-port=0", "--remote-allow-origins=*", "--disable-dev-shm-usage",
)  # fmt: skip


class Chromium:
    """One browser with one page. ``asked`` holds every address that the page asked for, ``dialogs`` every alert.

    ``options`` are further options of the program.
    """

    def __init__(self, home: Path, *options: str) -> None:
        words = [PROGRAM, *QUIET, *options, f"--user-data-dir={home}", "about:blank"]
        if os.geteuid() == 0:
            words.insert(
                1, "--no-sandbox"
            )  # Chromium's own sandbox refuses root; only loopback pages are opened
        self._process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._socket: Any = None
        self._number = 0
        self.asked: list[str] = []
        self.dialogs: list[str] = []
        try:
            self._connect(home)
        except BaseException:
            self.close()
            raise

    def _connect(self, home: Path) -> None:
        port = self._port(home / "DevToolsActivePort")
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/json/list", timeout=30) as answer:
            target = next(t for t in json.load(answer) if t["type"] == "page")
        self._socket = websocket.create_connection(target["webSocketDebuggerUrl"], timeout=240)
        for domain in ("Page", "Network", "Runtime"):
            self.call(f"{domain}.enable")

    @staticmethod
    def _port(path: Path) -> int:
        for _ in range(600):
            if path.is_file() and (lines := path.read_text().splitlines()):
                return int(lines[0])
            time.sleep(0.1)
        raise TimeoutError("Chromium did not start")

    def wait(self) -> None:
        """Let a browser that was told to close end by itself, so that it writes what it keeps; then make sure."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(30)
        self.close()

    def close(self) -> None:
        if self._socket is not None:
            with contextlib.suppress(Exception):
                self._socket.shutdown()  # closes at once, whatever the browser still says
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """Send one command and return its result; what happens meanwhile is noted."""
        self._number += 1
        number = self._number
        self._socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            message = json.loads(self._socket.recv())
            if message.get("id") == number:
                assert "error" not in message, message
                return message.get("result", {})
            self._note(message)

    def _note(self, message: dict[str, Any]) -> None:
        if message.get("method") == "Network.requestWillBeSent":
            self.asked.append(message["params"]["request"]["url"])
        elif message.get("method") == "Page.javascriptDialogOpening":
            self.dialogs.append(message["params"]["message"])
            self._number += 1
            accept = {"id": self._number, "method": "Page.handleJavaScriptDialog", "params": {"accept": True}}
            self._socket.send(json.dumps(accept))

    def open(self, address: str) -> None:
        self.call("Page.navigate", url=address)

    def run(self, script: str) -> Any:
        """Return the value of an expression in the page."""
        found = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in found, found["exceptionDetails"]
        return found["result"].get("value")

    def until(self, script: str, seconds: float = 40.0) -> Any:
        """Wait until an expression is true, and return it."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            with contextlib.suppress(AssertionError):  # the page is changing under the question
                if found := self.run(script):
                    return found
            time.sleep(0.1)
        raise AssertionError(f"never true: {script}")

    def key(
        self,
        key: str,
        code: str,
        *,
        alt: bool = False,
        control: bool = False,
        number: int = 0,
        text: str = "",
    ) -> None:
        """Press and release one key; with ``text`` it also types, as Enter types ``\\r``."""
        common = {
            "key": key,
            "code": code,
            "modifiers": alt * 1 + control * 2,
            "windowsVirtualKeyCode": number,
        }
        kind = {"type": "keyDown", "text": text} if text else {"type": "rawKeyDown"}
        self.call("Input.dispatchKeyEvent", **kind, **common)
        self.call("Input.dispatchKeyEvent", type="keyUp", **common)

    def type(self, text: str) -> None:
        self.call("Input.insertText", text=text)
