"""The trained model for commands that run without the server: trained first where there is none."""

from __future__ import annotations

import sys

from bot.nlu.reading import Understanding


def understanding() -> Understanding:
    """The trained model's reading of lines.

    Raises:
        TrainingFailed: there was no model, and training it did not end well.
    """
    from bot.nlu import model  # its encoder is only looked for when it is needed

    if not model.MODEL.exists():
        print("Training the model first (a minute or two) …", file=sys.stderr)
        model.train()
    return model.understanding()
