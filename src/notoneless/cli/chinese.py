"""click in Chinese: the frame of the help pages, and its errors as sentences."""

import re

import click

from notoneless.cli.wrapping import ChineseFormatter


class ChineseContext(click.Context):
    """Lays help pages out by columns."""

    formatter_class = ChineseFormatter


class ChineseCommand(click.Command):
    """A command whose help page speaks Chinese."""

    context_class = ChineseContext

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """用法：…"""
        formatter.write_usage(ctx.command_path, " ".join(_pieces(self, ctx)), prefix="用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """选项：…"""
        options = [parameter for parameter in self.get_params(ctx) if isinstance(parameter, click.Option)]
        records = [record for option in options if (record := option.get_help_record(ctx))]
        if records:
            with formatter.section("选项"):
                formatter.write_dl([(name, text.replace("[required]", "（必填）")) for name, text in records])

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """--help with a Chinese sentence."""
        return _in_chinese(super().get_help_option(ctx))


class ChineseGroup(click.Group):
    """A group whose help page speaks Chinese; its commands do so too."""

    context_class = ChineseContext
    command_class = ChineseCommand

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """用法：…"""
        formatter.write_usage(ctx.command_path, "命令 [参数]…", prefix="用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """选项 and 命令, in the order they are told in the documentation."""
        ChineseCommand.format_options(self, ctx, formatter)  # type: ignore[arg-type]
        there = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section("命令"):
            formatter.write_dl([(name, command.get_short_help_str(60)) for name, command in there if command])

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of definition."""
        return list(self.commands)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """--help with a Chinese sentence."""
        return _in_chinese(super().get_help_option(ctx))


def _in_chinese(option: click.Option | None) -> click.Option | None:
    if option is not None:
        option.help = "显示这页说明"
    return option


def _pieces(command: click.Command, ctx: click.Context) -> list[str]:
    arguments = [p.make_metavar(ctx) for p in command.get_params(ctx) if isinstance(p, click.Argument)]
    return ["[选项]…", *arguments]


def sentence(error: click.ClickException) -> str:
    """What was wrong with the command line, and what to do."""
    if isinstance(error, click.exceptions.NoSuchCommand):
        near = f"（是不是 {'、'.join(error.possibilities)}？）" if error.possibilities else ""
        return f"没有命令 {error.command_name}{near}"
    if isinstance(error, click.NoSuchOption):
        near = f"（是不是 {'、'.join(error.possibilities)}？）" if error.possibilities else ""
        return f"没有选项 {error.option_name}{near}"
    if isinstance(error, click.MissingParameter):
        return f"缺少 {_named(error)}"
    if isinstance(error, click.BadParameter):
        return f"{_named(error)} 不对：{error.message}"
    return _translated(error)


_SENTENCES = (
    (r"Option '(.*)' requires an argument\.", "选项 {} 后面缺少值"),
    (r"Option '(.*)' does not take a value\.", "选项 {} 后面不要写值"),
    (r"Got unexpected extra arguments? \((.*)\)", "多出了 {}；带空格的名称要加引号"),
)


def _translated(error: click.ClickException) -> str:
    """The message of click in Chinese; a message of ours is so already."""
    for pattern, words in _SENTENCES:
        if found := re.fullmatch(pattern, error.message):
            return words.format(*found.groups())
    return error.format_message()


def _named(error: click.BadParameter) -> str:
    """The parameter as the help page shows it."""
    if error.param is None or error.ctx is None:
        return str(error.param_hint or "参数")
    metavar = error.param.make_metavar(error.ctx)
    return f"{error.param.opts[-1]} {metavar}" if isinstance(error.param, click.Option) else metavar
