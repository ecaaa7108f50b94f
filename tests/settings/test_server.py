"""Which server is asked, with whose key: each row is a way in which a key or a text could go astray."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from drafter.errors import UsageError
from drafter.settings import load_settings

ROWS = tomllib.loads((Path(__file__).parent / "server.toml").read_text(encoding="utf-8"))["row"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_server_model_and_key(tmp_path: Path, row: dict[str, dict[str, str]]) -> None:
    own = "\n".join(f'{name} = "{value}"' for name, value in row.get("own", {}).items())
    (tmp_path / "config.toml").write_text(own, encoding="utf-8")
    settings = load_settings(row.get("flags", {}), cwd=tmp_path, env=row.get("env", {}), config_dir=tmp_path)
    for name, value in row["gives"].items():
        assert getattr(settings, name) == value, name
    for name, where in row.get("from", {}).items():
        assert settings.origin(name).where.replace(str(tmp_path), "") == where, name


@pytest.mark.parametrize("flag", ["preset", "base_url", "model"])
def test_a_server_named_by_a_flag_is_not_passed_over_in_silence(tmp_path: Path, flag: str) -> None:
    with pytest.raises(UsageError) as caught:
        load_settings({flag: "ollama"}, cwd=tmp_path, env={}, config_dir=tmp_path)
    assert caught.value.key == "settings.idle_flag"
