# Chores. Each is one command that works in a fresh clone with uv installed.

# the dashboard
run *args:
    uv run communique {{args}}

# all that a change must pass
check:
    .ci/run

# the tests alone
test *args:
    uv run pytest {{args}}

# screens that were meant to change
snap:
    uv run pytest --snapshot-update tests/test_tui_snapshots.py

# format and fix what can be fixed
fix:
    uv run ruff check --fix .

# the known-good versions we publish
requirements:
    uv export --quiet --no-dev --no-emit-project --all-extras --format requirements-txt --no-annotate --no-header --output-file requirements.txt
