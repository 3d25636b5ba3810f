"""What a student needs runs on the standard library, PyYAML and ipywidgets alone."""

import subprocess
import sys

import pytest

from tests.packaging.imports import PACKAGE, imported, modules

STUDENT = ("text", "measures", "register", "specimens", "tasks", "widgets")
ALLOWED = {*sys.stdlib_module_names, "quellenkritik", "yaml", "ipywidgets"}

# In a process of its own: everything that is not allowed cannot be found, then every module is imported and used.
GUARD = """
import sys, importlib, pkgutil, yaml
{first}
class Guard:
    def find_spec(self, name, path=None, target=None):
        root = name.partition(".")[0]
        if root not in sys.stdlib_module_names and root not in {allowed!r}:
            raise ModuleNotFoundError(f"{{name}} is not there", name=name)
for name in [name for name in sys.modules if name.partition(".")[0] == "quellenkritik"]:
    del sys.modules[name]
sys.meta_path.insert(0, Guard())
for part in {parts!r}:
    package = importlib.import_module("quellenkritik." + part)
    for found in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        importlib.import_module(found.name)
{last}
"""


def run(parts, first="", last="", allowed=("quellenkritik", "yaml", "_yaml")):
    code = GUARD.format(parts=parts, first=first, last=last, allowed=allowed)
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("path", modules(*STUDENT), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_module_names_another_package(path):
    assert set() == {name.split(".")[0] for name in imported(path)} - ALLOWED


def test_everything_but_the_widgets_runs_without_ipywidgets():
    last = "import quellenkritik as qk; print(len(qk.quotations('W-ria')), qk.sheet('pivot')['exercise'])"
    done = run(STUDENT[:-1], last=last)

    assert (0, "") == (done.returncode, done.stderr)
    assert done.stdout.endswith("pivot\n")


def test_the_widgets_need_ipywidgets_and_no_more():
    """Whatever ipywidgets needs is loaded before the guard; after it nothing new may come."""
    last = "import quellenkritik as qk; print(type(qk.widget('pivot')).__name__)"
    done = run(
        STUDENT,
        first="import ipywidgets",
        last=last,
        allowed=("quellenkritik", "yaml", "_yaml", *ipywidgets()),
    )

    assert (0, "Editor\n") == (done.returncode, done.stdout), done.stderr


def ipywidgets():
    """Return ipywidgets and what it loads itself while it works."""
    code = "import sys, ipywidgets as w; w.VBox([w.Accordion(), w.Combobox()]); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return sorted({name.partition(".")[0] for name in done.stdout.split()} - {"quellenkritik"})


def test_the_guard_would_catch_a_foreign_package():
    done = run((), last="import pytest")

    assert "pytest is not there" in done.stderr


def test_the_facade_loads_nothing_until_it_is_asked():
    code = "import sys, quellenkritik; print([m for m in sys.modules if m.startswith(('quellenkritik.', 'yaml', 'ipyw'))])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert "[]\n" == done.stdout


def test_importing_and_reading_opens_no_door():
    """No network and no other process: in the browser there is neither."""
    code = (
        "import sys, quellenkritik as qk; qk.show('W-ria#q1'); qk.sheet('pivot')\n"
        "from quellenkritik.tasks import MODULES, task; [task(name) for name in MODULES]\n"
        "print({'socket', 'ssl', 'subprocess', 'multiprocessing', 'urllib.request'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert "set()\n" == done.stdout
