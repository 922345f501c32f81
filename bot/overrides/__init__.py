"""Where Rasa's own code is heavy: the pieces we put in their place, each small and named.

Each module replaces one thing and says what that gave (docs/performance.md has the figures).
`tests/overrides` fails when Rasa's own code changes under one of them.
"""

from __future__ import annotations

import rasa.core.actions.action

from bot.overrides.action_call import ActionCall


def install() -> None:
    """Puts our pieces in the place of Rasa's, in this process."""
    rasa.core.actions.action.RemoteAction = ActionCall
