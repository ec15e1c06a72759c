"""`python -m tui` is `communique`."""

import sys

from tui.cli import main

sys.exit(main())
