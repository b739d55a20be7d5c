"""`make bench`: every benchmark, or those that are named."""

import sys

from benchmarks import answering, compare, killing, live, municipality, pages, phone, reports, reruns, scoring
from benchmarks.machine import machine

BENCHMARKS = {
    "scoring": scoring.run,
    "reports": reports.run,
    "pages": pages.run,
    "reruns": reruns.run,
    "phone": phone.run,
    "answering": answering.run,
    "killing": killing.run,
    "live": live.run,
    "municipality": municipality.run,
    "compare": compare.run,
}


def main() -> int:
    names = sys.argv[1:] or list(BENCHMARKS)
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        print(f"Unknown: {', '.join(unknown)}. There are: {', '.join(BENCHMARKS)}.", file=sys.stderr)
        return 1
    print(machine())
    for name in names:
        print(f"\n## {name}\n")
        BENCHMARKS[name]()
    return 0


sys.exit(main())
