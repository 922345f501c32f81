"""Rasa's own command line, for training: without TensorFlow, where no component needs it."""

from __future__ import annotations

from bot.no_tensorflow import leave_out
from bot.settings import ROOT


def main() -> None:
    """Does what `rasa` would do with the same arguments."""
    leave_out(ROOT / "config.yml")  # before anything imports Rasa
    import rasa.__main__

    from bot.overrides import read_once, yaml_tags

    read_once.install()
    yaml_tags.install()
    rasa.__main__.main()


if __name__ == "__main__":
    main()
