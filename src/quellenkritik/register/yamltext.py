"""YAML as strings, lists and mappings and nothing else, without a key given twice."""

from __future__ import annotations

from typing import Any

import yaml

# The C parser where PyYAML has it; the pure one, eight times slower, elsewhere. Both build strings only.
_Base: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class _Loader(_Base):  # type: ignore[misc]  # the base is chosen when the module is imported
    """A loader of strings, lists and mappings that refuses a key given twice."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:  # noqa: ANN401 (PyYAML's signature)
        keys = [key.value for key, _ in node.value]
        twice = next((key for key in keys if keys.count(key) > 1), None)
        if twice is not None:
            raise yaml.constructor.ConstructorError(None, None, f"the key '{twice}' twice", node.start_mark)
        built: dict[Any, Any] = super().construct_mapping(node, deep)
        return built


def load(text: str) -> Any:  # noqa: ANN401 (whatever the text holds)
    """Return what the text holds; raise ``ValueError`` with the parser's words where it is no YAML."""
    try:
        return yaml.load(text, Loader=_Loader)
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from error
