"""nbgrader's formgrader with the rubric beside the answers, as a server extension that loads nothing from elsewhere."""

from quellenkritik.grading.marking.extension import load_jupyter_server_extension

__all__ = ["load_jupyter_server_extension"]
