"""Time, processor time and peak memory of one piece of work, in a process of its own.

Called with a target it runs that function (`module:function`, arguments as JSON) and prints its answer as JSON: what
one measurement leaves in memory or in caches of the interpreter can then not help or harm the next.
"""

import importlib
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from bench.settings import ROOT


@dataclass(frozen=True, slots=True)
class Measured:
    """`stages` and `cpu`: seconds by stage, on the clock and of processors. `peak_mb`: most memory held at once."""

    stages: Mapping[str, float]
    cpu: Mapping[str, float]
    peak_mb: float
    facts: Mapping[str, Any] = field(default_factory=dict)

    def seconds(self, *stages: str) -> float:
        """Seconds on the clock of the named stages, or of all."""
        return sum(self.stages[stage] for stage in stages or self.stages)

    def cpu_seconds(self, *stages: str) -> float:
        """Seconds of processors of the named stages, or of all; other programs disturb these less."""
        return sum(self.cpu[stage] for stage in stages or self.cpu)


class Clock:
    """Collects the stages of one piece of work."""

    def __init__(self) -> None:
        self._stages: dict[str, float] = {}
        self._cpu: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time the block under `name`; a name used again adds up."""
        start, cpu = time.perf_counter(), _cpu()
        yield
        self._stages[name] = self._stages.get(name, 0.0) + time.perf_counter() - start
        self._cpu[name] = self._cpu.get(name, 0.0) + _cpu() - cpu

    def measured(self, **facts: Any) -> Measured:
        """What was timed. Memory is read here: score the answer afterwards, and add it with `with_facts`."""
        return Measured(dict(self._stages), dict(self._cpu), peak_mb(), facts)


class Watch:
    """Stages that announce themselves: each call ends the stage before it and begins the next."""

    def __init__(self) -> None:
        self._name: str | None = None
        self._at = (0.0, 0.0)
        self.stages: dict[str, float] = {}
        self.cpu: dict[str, float] = {}

    def __call__(self, name: str | None) -> None:
        """Begin the stage `name`, or with None no more."""
        now = (time.perf_counter(), _cpu())
        if self._name is not None:
            self.stages[self._name] = self.stages.get(self._name, 0.0) + now[0] - self._at[0]
            self.cpu[self._name] = self.cpu.get(self._name, 0.0) + now[1] - self._at[1]
        self._name, self._at = name, now


def with_facts(measured: Measured, **facts: Any) -> Measured:
    """The same with more facts."""
    return Measured(measured.stages, measured.cpu, measured.peak_mb, {**measured.facts, **facts})


def _cpu() -> float:
    """Processor time of this process and of those that it started and that have ended."""
    own, ended = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + ended.ru_utime + ended.ru_stime


def peak_mb() -> float:
    """The most memory this process has held.

    Linux keeps ru_maxrss across exec, so that a small child of a large parent would look large: VmHWM begins anew.
    """
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    scale = 1024**2 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / scale


def apart(target: str, **arguments: Any) -> Measured:
    """Run `module:function` with the arguments in a new process. Raises CalledProcessError, its words on stderr."""
    command = [sys.executable, "-m", "bench.measuring", target, json.dumps(arguments, default=str)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    return Measured(**json.loads(done.stdout.splitlines()[-1]))


def alternating(rounds: int, methods: Mapping[str, Callable[[], Measured]]) -> dict[str, list[Measured]]:
    """Each method once, then each again: what the machine does meanwhile falls on all of them alike."""
    found: dict[str, list[Measured]] = {name: [] for name in methods}
    for _ in range(rounds):
        for name, method in methods.items():
            found[name].append(method())
    return found


def main() -> None:
    """Run one target."""
    module, _, name = sys.argv[1].partition(":")
    measured: Measured = getattr(importlib.import_module(module), name)(**json.loads(sys.argv[2]))
    print()
    print(json.dumps(asdict(measured)))


if __name__ == "__main__":
    main()
