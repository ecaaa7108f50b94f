"""Which server is asked, with whose key: each row is a way in which a key or a text could go astray."""

from __future__ import annotations

import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.errors import UsageError
from drafter.settings import Settings, list_presets, load_settings
from drafter.settings.presets import server

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


URLS = st.sampled_from(
    ["https://api.openai.com/v1", "https://api.deepseek.com/v1", "http://127.0.0.1:8080/v1", "https://other.example/v1"]
)
NAMED = {
    "backend": st.sampled_from(["compose", "openai", "local", "deepseek", "ollama"]),
    "preset": st.sampled_from(["openai", "deepseek", "ollama"]),
    "base_url": URLS,
}
OWN = st.fixed_dictionaries({}, optional={**NAMED, "api_key": st.just("sk-own")})
ENV = st.fixed_dictionaries(
    {"OPENAI_API_KEY": st.just("sk-openai"), "DEEPSEEK_API_KEY": st.just("sk-deepseek")},
    optional={"OPENAI_BASE_URL": URLS, **{f"DRAFTER_{name.upper()}": values for name, values in NAMED.items()}},
)
FLAGS = st.fixed_dictionaries({}, optional=NAMED)


def load(own: dict[str, str], env: dict[str, str], flags: dict[str, str]) -> Settings:
    with TemporaryDirectory() as folder:
        lines = [f'{name} = "{value}"' for name, value in own.items()]
        (Path(folder) / "config.toml").write_text("\n".join(lines), encoding="utf-8")
        return load_settings(flags, cwd=Path(folder), env=env, config_dir=Path(folder))


@given(OWN, ENV, FLAGS)
def test_no_key_goes_astray(own: dict[str, str], env: dict[str, str], flags: dict[str, str]) -> None:
    try:
        settings = load(own, env, flags)
    except UsageError as fault:
        assert fault.key == "settings.idle_flag"  # noqa: PT017  # the only thing that can be wrong with these
        return
    if settings.backend != "openai":
        return
    asked = server(settings.base_url)
    presets = list_presets()
    if settings.api_key == "sk-own":
        chosen = own if own.get("backend", "compose") != "compose" else {**own, "backend": "openai"}
        assert asked == server(load(chosen, {}, {}).base_url)
    elif settings.api_key == "sk-deepseek":
        assert asked == server(presets["deepseek"].base_url)
    elif settings.api_key == "sk-openai":
        pair = settings.origin("base_url").where == "OPENAI_BASE_URL"
        assert pair or asked == server(presets["openai"].base_url)
