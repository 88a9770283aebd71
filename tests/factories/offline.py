"""Run as a program: install a bundle and use it where there is no network. offline.py FOLDER_OF_BUNDLE TARGET

Started by `unshare --net`, where only a loopback exists; whoever may not do that starts it with proxies that lead
nowhere. Prints what was seen as JSON.
"""

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

OUTSIDE = ("192.0.2.1", 9)
"""An address of documentation (RFC 5737): nobody answers there, but a network would take the question."""


def loopback_up() -> None:
    """In a new network the loopback is there, and down."""
    subprocess.run(["ip", "link", "set", "lo", "up"], check=False, capture_output=True)  # noqa: S607


def no_network() -> bool:
    """Whether a question to the outside cannot even be put."""
    with socket.socket() as outside:
        outside.settimeout(1)
        try:
            outside.connect(OUTSIDE)
        except TimeoutError:
            return False
        except OSError:
            return True
    return False


def run(*words: object) -> str:
    done = subprocess.run(list(map(str, words)), check=False, capture_output=True, text=True)  # noqa: S603
    if done.returncode not in (0, 1):
        raise SystemExit(f"{words}: {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done.stdout + done.stderr


def page(command: Path, home: Path) -> tuple[int, str, str]:
    """Start the service, fetch the page to sign in and one of its styles, stop it."""
    line = [str(command), "serve", "--home", str(home), "--port", "0", "--workers", "1"]
    service = subprocess.Popen(line, stderr=subprocess.PIPE, text=True)  # noqa: S603
    assert service.stderr is not None
    try:
        port = next(
            found[1] for said in service.stderr if (found := re.search(r"服务地址 127\.0\.0\.1:([0-9]+)", said))
        )
        place, until = f"http://127.0.0.1:{port}", time.monotonic() + 60
        while True:
            try:
                with urllib.request.urlopen(f"{place}/accounts/login/", timeout=30) as answer:  # noqa: S310 - this machine
                    text = answer.read().decode()
                    break
            except OSError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.2)
        style = re.search(r'href="(/static/[^"]+\.css)"', text)
        assert style is not None
        with urllib.request.urlopen(f"{place}{style[1]}", timeout=30) as answer:  # noqa: S310 - this machine
            return answer.status, text, answer.read().decode()
    finally:
        service.terminate()
        service.communicate(timeout=60)


def main(bundle: Path, target: Path) -> None:
    loopback_up()
    seen: dict[str, object] = {"no_network": no_network()}
    seen["installed"] = run("sh", bundle / "install.sh", target, sys.executable)
    command, home = target / "bin" / "notoneless", target / "安装"
    people = ("--system-admin", "xitong:甲甲", "--security-admin", "anquan:乙乙")
    people += ("--auditor", "shenji:丙丙", "--bureau-leader", "lingdao:丁丁")
    where = ("--name", "测试区教育局", "--code", "511791", "--district", "测试区", "--no-https")
    seen["init"] = run(command, "init", "--home", home, *where, *people)
    seen["doctor"] = json.loads(run(command, "doctor", "--home", home, "--json"))
    seen["style"], text, style = page(command, home)
    seen["page"], seen["style_size"] = text, len(style)
    print(json.dumps(seen, ensure_ascii=False))


if __name__ == "__main__":
    os.environ.update(NOTONELESS_HOME="", DJANGO_SETTINGS_MODULE="notoneless.config.settings.production")
    os.environ.pop("PYTHONPATH", None)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
