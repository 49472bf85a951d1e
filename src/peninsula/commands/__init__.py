"""The subcommands of ``peninsula``, a module each; ``peninsula.cli`` finds them by looking here.

A command module holds ``HELP`` (one line), ``EXAMPLES`` (shown under ``--help``),
``add_arguments(parser)`` and ``run(args) -> int``. It imports heavy libraries inside ``run``.
"""
