"""What a load took: latencies, lines a second, and the processor time of each part."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Dict, List, Sequence

import redis
import sqlalchemy as sa

from deploy.load.candidates import Load
from deploy.load.services import redis_url
from deploy.load.topology import Topology, cpu_of


@dataclass(frozen=True)
class Figures:
    """Of one run."""

    lines: int
    per_second: float  # lines answered in a second of wall time
    median: float  # seconds
    p95: float
    longest: float
    dropped: int  # sendings without an answer
    refused: int  # sendings answered with a sentence instead
    cpu: Dict[str, float]  # milliseconds of processor time for each line, by part

    def as_dict(self) -> Dict[str, Any]:
        """As plain data."""
        return asdict(self)


def cpu_seconds(topology: Topology, database: str) -> Dict[str, float]:
    """Processor time used so far, by part. PostgreSQL's is that of this database's connections."""
    return {
        "rasa": sum(server.cpu_seconds() for server in topology.rasa),
        "actions": sum(server.cpu_seconds() for server in topology.actions),
        "postgresql": sum(map(cpu_of, _backends(database))),
        "redis": _of_redis(),
    }


def figures(load: Load, before: Dict[str, float], after: Dict[str, float]) -> Figures:
    """The figures of a load, and of the processor time between two readings."""
    took = sorted(line.seconds for line in load.said if line.acknowledged)
    return Figures(
        lines=len(took),
        per_second=round(len(took) / (load.ended - load.began), 2),
        median=round(quantile(took, 0.5), 3),
        p95=round(quantile(took, 0.95), 3),
        longest=round(took[-1], 3),
        dropped=sum(line.dropped for line in load.said),
        refused=sum(line.refused for line in load.said),
        cpu={part: round(1000 * (after[part] - before[part]) / len(took), 2) for part in after},
    )


def quantile(ordered: Sequence[float], part: float) -> float:
    """The value below which `part` of these ordered values lie."""
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def _backends(database: str) -> List[int]:
    engine = sa.create_engine(database)
    with engine.connect() as connection:
        chosen = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        pids = [row[0] for row in connection.execute(sa.text(chosen))]
    engine.dispose()
    return pids


def _of_redis() -> float:
    with redis.Redis.from_url(redis_url()) as server:
        told = server.info("cpu")
    return float(told["used_cpu_sys"] + told["used_cpu_user"])
