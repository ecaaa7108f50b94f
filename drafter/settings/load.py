"""All layers together: the strongest that sets a value wins; then the server is settled, with its key."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from drafter.settings.fields import Layer, Origin, Settings
from drafter.settings.read import merge_check, read_environment, read_file, read_flags
from drafter.settings.server import settle

if TYPE_CHECKING:
    from collections.abc import Mapping

PROJECT_FILE: Final = "drafter.toml"
USER_FILE: Final = "config.toml"


def load_settings(
    overrides: Mapping[str, object] | None = None,
    *,
    cwd: Path,
    env: Mapping[str, str],
    config_dir: Path | None = None,
) -> Settings:
    """The settings of a run: flag, then DRAFTER_*, project file, the person's own file, preset, default.

    Args:
        overrides: the flags that were given, by name of the setting; None counts as not given.
        cwd: where the search for `drafter.toml` starts; it goes up to the root.
        env: the environment.
        config_dir: folder of the person's `config.toml`; by default that of the system.

    Returns:
        Every setting, with its origin.

    Raises:
        UsageError: a key is unknown, a value does not fit, or a project sets what is personal.
    """
    project_path, own_path = _find_up(cwd), (config_dir or config_folder(env)) / USER_FILE
    own, project = read_file(own_path, Layer.USER), read_file(project_path, Layer.PROJECT)
    layers = (own, project, read_environment(env), read_flags(overrides or {}))
    choice = settle({name: pair for layer in layers for name, pair in layer.values.items()}, own.values, env)
    origins = {name: origin for name, (_, origin) in choice.values.items()}
    for path, layer, written in ((own_path, Layer.USER, own), (project_path, Layer.PROJECT, project)):
        if written.check:
            origins["check"] = Origin(layer, str(path))
    return Settings(
        **{name: value for name, (value, _) in choice.values.items()},  # type: ignore[arg-type]  # `read` has seen each type
        check=merge_check(project, own),
        server=choice.preset,
        origins=origins,
    )


def config_folder(env: Mapping[str, str]) -> Path:
    """The folder of the person's own settings: DRAFTER_CONFIG_DIR, or that of the system.

    Args:
        env: the environment.
    """
    return _folder(env, "DRAFTER_CONFIG_DIR", "user_config_path")


def state_folder(env: Mapping[str, str]) -> Path:
    """The folder for what drafter keeps between runs: DRAFTER_STATE_DIR, or that of the system.

    Args:
        env: the environment.
    """
    return _folder(env, "DRAFTER_STATE_DIR", "user_state_path")


def models_folder(env: Mapping[str, str], models_dir: str = "") -> Path:
    """The folder in which models are kept: the setting `models_dir`, or that of the system.

    Args:
        env: the environment.
        models_dir: the setting; "" for the system's.
    """
    return Path(models_dir).expanduser() if models_dir else _folder(env, "", "user_data_path") / "models"


def _folder(env: Mapping[str, str], variable: str, name: str) -> Path:
    if given := env.get(variable):
        return Path(given)
    import platformdirs  # noqa: PLC0415  # only where no variable says it

    found: Path = getattr(platformdirs, name)("drafter", appauthor=False)
    return found


def _find_up(cwd: Path) -> Path:
    """The nearest `drafter.toml`, here or above; where there is none, the path at which it would stand here."""
    here = cwd.resolve()
    paths = [folder / PROJECT_FILE for folder in (here, *here.parents)]
    return next((path for path in paths if path.is_file()), paths[0])
