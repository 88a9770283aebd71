"""Write docs/reference/authorisation.md: every address with who may open it, from the policies that are in force.

A change of rights is a change of this page, for a person to review (OWASP ASVS 5.0.0 8.1.1, 8.1.2).
"""

import os
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "notoneless.config.settings.test")
django.setup()

from django.urls import URLPattern, URLResolver, get_resolver  # noqa: E402

from notoneless.accounts.policy import ANYONE, SHUT, SIGNED_IN, Policy, declared  # noqa: E402
from notoneless.accounts.roles import role_permissions, rules  # noqa: E402
from notoneless.standards.tables import load  # noqa: E402

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "authorisation.md"
HEAD = """# 授权清单

<!-- Written by tools/authorisation_page.py: change the policies, then run it. -->

每个地址谁能打开。由代码中的声明生成；没有声明的地址对所有人都不存在。“能打开”不等于“看得到”：看到哪些儿童由岗位的职责范围决定，
见[谁能看到什么](../explanation/who-may-see-what.md)。标“再确认”的页面要求刚刚输入过口令或第二种登录方式。
"""


def page() -> str:
    """The page, as it should be."""

    parts = [HEAD, "## 地址", "", "| 地址 | 方法 | 谁 |", "|---|---|---|"]
    shut = []
    for route, found in sorted(_walk(get_resolver(), "", ""), key=lambda pair: pair[0]):
        if found is None or found.who is SHUT:
            shut.append(route)
            continue
        methods = "、".join(sorted(found.methods - {"HEAD"}))
        parts.append(f"| `{route or '（首页）'}` | {methods} | {_who(found)}{'；再确认' if found.fresh else ''} |")
    parts += ["", "## 不开放的地址", "", *(f"- `{route or '（首页）'}`" for route in sorted(shut)), "", "## 权限", ""]
    words = {row["permission"]: row["words"] for row in load("permissions", "notoneless.accounts").rows}
    holders: dict[str, list[str]] = defaultdict(list)
    for role, held in role_permissions().items():
        for permission in held:
            holders[permission].append(rules()[role].words)
    parts += ["| 权限 | 岗位 |", "|---|---|"]
    parts += [f"| {words[name]} | {'、'.join(holders[name])} |" for name in words]
    return "\n".join(parts) + "\n"


def _who(found: Policy) -> str:
    if found.who is ANYONE:
        return "任何人"
    if found.who is SIGNED_IN:
        return "已登录的人"
    return "、".join(rule.words for role, rule in rules().items() if found.admits(role, signed_in=True))


def _walk(resolver: URLResolver, prefix: str, namespace: str) -> Iterator[tuple[str, Policy | None]]:
    """Every address with its policy."""
    for each in resolver.url_patterns:
        route = prefix + str(each.pattern)
        if isinstance(each, URLPattern):
            name = f"{namespace}{each.name}" if each.name else str(each.lookup_str)
            yield route, declared(each.callback, name)
        else:
            yield from _walk(each, route, f"{namespace}{each.namespace}:" if each.namespace else namespace)


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
