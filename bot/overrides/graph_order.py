"""The nodes of a model's graph run one after the other, in an order found once.

Rasa finds anew at every run which nodes it needs, hands them to Dask, which sorts them and runs
them in this very thread, and writes out the whole graph for its log, kept or not.
"""

from __future__ import annotations

import logging
from typing import Any, Callable, Dict, List, Optional, Text, Tuple

from rasa.engine.runner.dask import DaskGraphRunner

logger = logging.getLogger(__name__)

_rasas: Callable[..., Dict[Text, Any]] = DaskGraphRunner.run


def run_in_order(
    runner: DaskGraphRunner, inputs: Optional[Dict[Text, Any]] = None, targets: Optional[List[Text]] = None
) -> Dict[Text, Any]:
    """Runs the nodes that the targets need, each after those it needs itself.

    Returns:
        What each target gives, by its name.

    Raises:
        GraphRunError: an input has the name of a node, as Rasa's own run says it, or a node lacks an input.
    """
    wanted = tuple(targets or runner._graph_schema.target_names)
    order = _order(runner, wanted)
    if not set(inputs or ()).isdisjoint(order) or not set(wanted) <= set(order):
        found: Dict[Text, Any] = _rasas(runner, inputs, targets)
        return found
    logger.debug("Running %s", order)
    given: Dict[Text, Any] = {name: (name, value) for name, value in (inputs or {}).items()}
    for name in order:
        needed = runner._graph_schema.nodes[name].needs.values()
        given[name] = runner._instantiated_nodes[name](*(given.get(one, one) for one in needed))
    return dict(given[name] for name in wanted)


def _order(runner: DaskGraphRunner, targets: Tuple[Text, ...]) -> List[Text]:
    """The nodes that these targets need, each after its own needs; kept, since a loaded graph does not change."""
    known: Dict[Tuple[Text, ...], List[Text]] = runner.__dict__.setdefault("orders", {})
    if targets not in known:
        known[targets] = list(dict.fromkeys(name for target in targets for name in _with_needs(runner, target)))
    return known[targets]


def _with_needs(runner: DaskGraphRunner, name: Text) -> List[Text]:
    node = runner._graph_schema.nodes.get(name)
    if node is None:  # an input
        return []
    return [*(one for need in node.needs.values() for one in _with_needs(runner, need)), name]
