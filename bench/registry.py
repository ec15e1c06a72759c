"""How fast names are found: milliseconds per 5,000 characters, over a folder of plain texts.

    uv run python bench/registry.py ../shared/articles/whitehouse
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from statements.registry import load_registry

PIECE = 5000


def main(folder: Path) -> int:
    """Prints start-up, first use and the mean, median and slowest piece."""
    files = [path for path in sorted(folder.rglob("*")) if path.suffix in (".txt", ".md")]
    texts = [path.read_text(encoding="utf-8") for path in files]
    pieces = [text[at : at + PIECE] for text in texts for at in range(0, len(text), PIECE)]
    with TemporaryDirectory() as kept:
        for name in ("tables read as YAML", "tables read as kept"):
            start = time.perf_counter()
            registry = load_registry(cache=Path(kept))
            print(f"{name:22} {(time.perf_counter() - start) * 1000:8.1f} ms")
    start = time.perf_counter()
    registry.find("Moscow")
    print(f"{'matcher built':22} {(time.perf_counter() - start) * 1000:8.1f} ms")
    took = []
    mentions = 0
    for piece in pieces:
        start = time.perf_counter()
        mentions += len(registry.find(piece))
        took.append((time.perf_counter() - start) * 1000 * PIECE / max(len(piece), PIECE / 2))
    took.sort()
    print(f"{len(pieces)} pieces, {mentions / len(pieces):.1f} mentions each, {registry.names_known()} names")
    print(f"{'mean':22} {sum(took) / len(took):8.2f} ms per {PIECE} characters")
    print(f"{'median':22} {took[len(took) // 2]:8.2f} ms")
    print(f"{'95th percentile':22} {took[len(took) * 95 // 100]:8.2f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
