"""Settings, and where each came from: flag, environment, project file, the person's own file, preset, default.

    from drafter.settings import load_settings
    settings = load_settings({"jobs": 8}, cwd=Path.cwd(), env=os.environ)
    settings.jobs, settings.origin("jobs")      # 8, Origin(FLAG, "--jobs")

A project's `drafter.toml` comes with a folder that may be somebody else's: it cannot say where text goes, with whose
key, or at what cost. Those settings are *personal* and stand in the person's own file, the environment or a flag.
"""

from drafter.settings.fields import SETTINGS, CheckSettings, Form, Layer, Origin, Settings, mask
from drafter.settings.load import PROJECT_FILE, USER_FILE, config_folder, load_settings, models_folder, state_folder
from drafter.settings.presets import Preset, Price, find_preset, list_presets

__all__ = [
    "PROJECT_FILE",
    "SETTINGS",
    "USER_FILE",
    "CheckSettings",
    "Form",
    "Layer",
    "Origin",
    "Preset",
    "Price",
    "Settings",
    "config_folder",
    "find_preset",
    "list_presets",
    "load_settings",
    "mask",
    "models_folder",
    "state_folder",
]
