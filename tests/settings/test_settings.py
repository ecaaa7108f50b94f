from __future__ import annotations

import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from drafter.errors import UsageError
from drafter.messages import LANGS, area, say
from drafter.settings import SETTINGS, Layer, Settings, list_presets, load_settings

ROWS = tomllib.loads((Path(__file__).parent / "refused.toml").read_text(encoding="utf-8"))


class Home:
    """A folder with a project in it, and a person's own settings."""

    def __init__(self, root: Path) -> None:
        self.cwd, self.config_dir = root / "report", root / "config"
        self.cwd.mkdir()
        self.config_dir.mkdir()

    def project(self, text: str) -> None:
        (self.cwd / "drafter.toml").write_text(text, encoding="utf-8")

    def own(self, text: str) -> None:
        (self.config_dir / "config.toml").write_text(text, encoding="utf-8")

    def load(self, env: dict[str, str] | None = None, **flags: object) -> Settings:
        return load_settings(flags, cwd=self.cwd, env=env or {}, config_dir=self.config_dir)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def test_nothing_configured_means_the_composer_and_defaults(home: Home) -> None:
    settings = home.load({"OPENAI_API_KEY": "sk-lying-in-the-environment", "OPENAI_BASE_URL": "https://x.example/v1"})
    assert settings == Settings()
    assert all(settings.origin(name).layer is Layer.DEFAULT for name in SETTINGS)


def test_the_stronger_layer_wins_and_is_named(home: Home) -> None:
    home.own("jobs = 2")
    assert (home.load().jobs, home.load().origin("jobs").layer) == (2, Layer.USER)
    home.project("jobs = 3")
    assert (home.load().jobs, home.load().origin("jobs").layer) == (3, Layer.PROJECT)
    assert home.load().origin("jobs").where == str(home.cwd / "drafter.toml")
    env = {"DRAFTER_JOBS": "5"}
    assert (home.load(env).jobs, home.load(env).origin("jobs").where) == (5, "DRAFTER_JOBS")
    assert (home.load(env, jobs=7).jobs, home.load(env, jobs=7).origin("jobs").where) == (7, "--jobs")
    assert home.load(env, jobs=None).jobs == 5
    assert home.load({"DRAFTER_JOBS": ""}).jobs == 3


def test_the_project_file_is_found_from_a_folder_below(home: Home) -> None:
    home.project("jobs = 9")
    home.cwd = home.cwd / "2024" / "draft"
    home.cwd.mkdir(parents=True)
    assert home.load().jobs == 9


def test_a_flag_that_is_not_a_setting_is_a_mistake_of_the_caller(home: Home) -> None:
    with pytest.raises(UsageError, match="no setting --job"):
        home.load(job=3)


@pytest.mark.parametrize("row", ROWS["row"], ids=lambda row: row["id"])
def test_what_cannot_be_followed_is_refused_with_its_place(home: Home, row: dict[str, str]) -> None:
    where = home.cwd / "drafter.toml" if row.get("file", "own") == "project" else home.config_dir / "config.toml"
    where.write_text(row.get("text", ""), encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        home.load(row.get("env"))  # type: ignore[arg-type]  # a table of texts
    error = caught.value
    assert error.key == row["key"]
    assert error.line == row.get("line")
    for lang in LANGS:
        assert row["says"] in error.say(lang) + error.hint(lang)
        assert error.hint(lang) or "hint" not in row
    if "env" not in row:
        assert error.path == str(where)


@pytest.mark.parametrize("name", [name for name, form in SETTINGS.items() if form.personal])
def test_a_project_cannot_set_what_is_personal(home: Home, name: str) -> None:
    home.project(f'{name} = "x"')
    with pytest.raises(UsageError) as caught:
        home.load()
    assert caught.value.key == "settings.personal"
    assert caught.value.exit == 2


def test_where_text_goes_and_with_whose_key_is_personal() -> None:
    assert {"backend", "preset", "base_url", "api_key", "model", "offline"} <= {
        name for name, form in SETTINGS.items() if form.personal
    }


def test_a_file_that_is_no_text_is_one_sentence(home: Home) -> None:
    (home.cwd / "drafter.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError) as caught:
        home.load()
    assert caught.value.key == "settings.unreadable"
    (home.cwd / "drafter.toml").unlink()
    (home.config_dir / "config.toml").mkdir()
    with pytest.raises(UsageError):
        home.load()


def test_check_is_merged_key_by_key(home: Home) -> None:
    home.own('[check]\nselect = ["figures"]\nignore = ["style"]')
    home.project('[check]\nignore = ["wording/nin"]\n[check.per-file]\n"*.txt" = ["layout"]')
    check = home.load().check
    assert check.select == ("figures",)
    assert check.ignore == ("wording/nin",)
    assert check.per_file == {"*.txt": ("layout",)}
    assert home.load().origin("check").layer is Layer.PROJECT


def test_a_secret_is_never_shown_in_clear(home: Home) -> None:
    key = "sk-0123456789abcdefWXYZ"
    settings = home.load({"DRAFTER_API_KEY": key}, backend="ollama")
    assert settings.api_key == key
    assert settings.shown("api_key") == "…WXYZ"
    assert key not in repr(settings)
    assert home.load({"DRAFTER_API_KEY": "short"}, backend="ollama").shown("api_key") == "…"
    assert Settings().shown("api_key") == ""


def test_every_setting_is_described_in_every_language() -> None:
    for name in SETTINGS:
        for lang in LANGS:
            assert say(f"settings.{name}", lang)


def test_every_setting_is_an_attribute_with_a_default_within_its_bounds() -> None:
    for entry in fields(Settings):
        if form := entry.metadata.get("form"):
            assert not form.choices or entry.default in form.choices
            if form.type in {"whole", "seconds"}:
                assert form.low <= entry.default <= form.high


def test_every_preset_is_whole() -> None:
    for name, preset in list_presets().items():
        assert preset.base_url.startswith("https://" if preset.key_variable else "http://127.0.0.1"), name
        assert preset.price is None or preset.price.date
    assert set(list_presets()) >= {"openai", "deepseek", "dashscope", "zhipu", "moonshot", "ollama", "vllm", "lmstudio"}


def test_no_message_of_settings_is_orphaned() -> None:
    source = "".join(
        path.read_text(encoding="utf-8") for path in Path(__file__).parents[2].glob("drafter/settings/*.py")
    )
    errors = {f"settings.{name}" for name in area("settings") if name not in SETTINGS and not name.endswith("_hint")}
    used = {key for key in errors if f'"{key}"' in source or key.startswith("settings.not_")}
    assert used == errors
