"""Where everything is, and the environment that settings are read from."""

from __future__ import annotations

from pathlib import Path

from config.environment import Environment

BASE_DIR = Path(__file__).resolve().parents[3]
VAR_DIR = BASE_DIR / "var"

env = Environment()
if env.bool("READ_DOT_ENV", default=False):
    env.read_env(BASE_DIR / ".env")
