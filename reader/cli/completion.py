"""``newsreader completion``: the completion script of a shell."""

from __future__ import annotations

import click

from reader.cli.output import write_line

SHELLS = ("bash", "zsh", "fish")

_HELP = """Print the completion script of your shell.

\b
bash:
  newsreader completion bash > ~/.local/share/bash-completion/completions/newsreader
zsh, in a folder of $fpath:
  newsreader completion zsh > _newsreader
fish:
  newsreader completion fish > ~/.config/fish/completions/newsreader.fish
"""


@click.command(name="completion", help=_HELP)
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def command(context: click.Context, shell: str) -> int:
    """Print the completion script of a shell."""
    from click.shell_completion import get_completion_class

    from reader.cli.program import COMPLETION_VARIABLE, NAME

    completion = get_completion_class(shell)
    if completion is None:
        raise click.BadParameter(f"no completion for {shell}", param_hint="SHELL")
    write_line(completion(context.find_root().command, {}, NAME, COMPLETION_VARIABLE).source())
    return 0
