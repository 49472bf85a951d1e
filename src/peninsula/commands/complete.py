"""``peninsula complete``: what makes Tab complete commands, options and names in a shell."""

from __future__ import annotations

import argparse

HELP = "print a script that makes Tab complete this command in bash or zsh"
EXAMPLES = """\
  eval "$(peninsula complete bash)"        now; in ~/.bashrc for good
  eval "$(peninsula complete zsh)"         the same for zsh
"""
SCRIPT = """\
_peninsula() {{
  local current="${{COMP_WORDS[COMP_CWORD]}}" words="{commands}"
  if [ "$COMP_CWORD" -gt 1 ]; then
    case "${{COMP_WORDS[1]}}" in
{cases}
    esac
  fi
  COMPREPLY=( $(compgen -W "$words" -- "$current") )
}}
complete -o default -F _peninsula peninsula"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The shell."""
    parser.add_argument("shell", choices=["bash", "zsh"])


def run(args: argparse.Namespace) -> int:
    """Print the script."""
    from peninsula.cli import build_parser, command_names

    (subparsers,) = (a for a in build_parser()._actions if isinstance(a.choices, dict))
    cases = "\n".join(
        f'      {name}) words="{" ".join(list_words(name, parser))}" ;;'
        for name, parser in subparsers.choices.items()
    )
    if args.shell == "zsh":
        print("autoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit")
    print(SCRIPT.format(commands=" ".join(command_names()), cases=cases))
    return 0


def list_words(name: str, parser: argparse.ArgumentParser) -> list[str]:
    """Options and fixed values of one command; of ``chart`` the names of the charts too."""
    words = [option for action in parser._actions for option in action.option_strings]
    words += [str(value) for action in parser._actions for value in action.choices or ()]
    if name == "chart":
        from peninsula.gallery import CHARTS

        words += list(CHARTS)
    return words
