"""Groups of commands, whose help is in French."""

import click

LONGEST_HELP = 80


class Group(click.Group):
    """A group that says what it lists in the language of its commands' helps."""

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return what follows the name of the group in its usage."""
        *options, _ = super().collect_usage_pieces(ctx)
        return [*options, "COMMANDE [ARGUMENTS]..."]

    def short_helps(self, ctx: click.Context) -> list[tuple[str, str]]:
        """Return the name and the one-line help of each command."""
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        return [(name, command.get_short_help_str(LONGEST_HELP)) for name, command in commands if command]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the one-line helps."""
        with formatter.section("Commandes"):
            formatter.write_dl(self.short_helps(ctx))
