"""``python -m peninsula`` is the ``peninsula`` command."""

from peninsula.cli import main

raise SystemExit(main())
