"""How well it understands and scores: `python -m bot eval` over `data/eval`, never trained or tuned on."""
