"""Who was given which title in what is remembered, though the registry does not know him."""

from __future__ import annotations

from datetime import UTC, datetime

from statements.suggestions import Sighting
from store.coding import SLOTS
from store.connect import Store


def sightings(store: Store, since: datetime) -> list[Sighting]:
    """Speakers unknown to the registry who spoke for a country under a title, since a moment; copies left out."""
    with store.snapshot() as db:
        rows = db.execute(
            "SELECT w.speaker, w.role, s.country, s.key, w.id FROM statements AS s "
            "CROSS JOIN actors AS a ON a.key = s.actor CROSS JOIN wordings AS w ON w.key = s.key "
            "WHERE s.key >= ? AND s.same IS NULL AND s.country IS NOT NULL "
            "AND substr(a.handle, 1, 1) = '~' AND w.role IS NOT NULL",
            (int(since.timestamp()) * SLOTS,),
        ).fetchall()
    return [
        Sighting(name, role, country, datetime.fromtimestamp(key // SLOTS, UTC).date(), statement_id)
        for name, role, country, key, statement_id in rows
    ]
