"""Where a database lies: SQLite's locks cannot be trusted in a folder of another machine."""

from __future__ import annotations

from pathlib import Path

MOUNTS = Path("/proc/mounts")
"""Where Linux tells what is mounted where."""

_REMOTE = ("nfs", "cifs", "smb", "fuse.sshfs", "ceph", "glusterfs", "afs")


def network_folder(path: Path) -> str | None:
    """The kind of network folder `path` lies in, where the system tells (Linux)."""
    try:
        mounts = [line.split()[1:3] for line in MOUNTS.read_text(encoding="utf-8").splitlines()]
    except OSError:
        return None
    inside = [(folder, kind) for folder, kind in mounts if path.resolve().is_relative_to(folder)]
    kind = max(inside, key=lambda mount: len(mount[0]), default=("", ""))[1]
    return kind if kind.startswith(_REMOTE) else None
