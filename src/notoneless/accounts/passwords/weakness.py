"""What makes a password easy to guess. Values in, a sentence out; "" when there is nothing to say.

Source: OWASP ASVS 5.0.0 6.2.4, 6.2.11, 6.2.12 (common, leaked, and words of this place), NIST SP 800-63B 5.1.1.2.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from django.contrib.auth.password_validation import CommonPasswordValidator
from pypinyin import Style, lazy_pinyin

from notoneless.accounts.passwords.policies import PACKAGE, PasswordPolicy
from notoneless.standards.tables import load

CLASSES = (r"[a-z]", r"[A-Z]", r"[0-9]", r"[^a-zA-Z0-9]")
DISGUISES = str.maketrans({"@": "a", "4": "a", "3": "e", "1": "i", "!": "i", "0": "o", "$": "s", "5": "s", "7": "t"})
ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz", "01234567890", "1qaz2wsx3edc4rfv")
RUN = 4
"""So many characters along a row of keys, or of one and the same key, count as one character."""
FREE = 5
"""What must be left of a password when words and runs in it are taken away."""
OWN = 4
"""A person's own word counts when it is at least so long: 王 is not a hint, 欧阳建国 is."""


@cache
def common_passwords() -> frozenset[str]:
    """Leaked passwords: the 20,000 most frequent of those that Django carries (from Have I Been Pwned)."""
    return frozenset(CommonPasswordValidator().passwords)


@cache
def weak_words() -> tuple[str, ...]:
    """Words of this system, this trade and this country, longest first."""
    return tuple(sorted((row["word"] for row in load("weak_words", PACKAGE).rows), key=len, reverse=True))


def too_short_or_long(password: str, policy: PasswordPolicy) -> str:
    """Whether the length is outside the policy."""
    if len(password) < policy.min_length:
        return f"口令至少要 {policy.min_length} 个字符，现在是 {len(password)} 个"
    if len(password) > policy.max_length:
        return f"口令最多 {policy.max_length} 个字符，现在是 {len(password)} 个"
    return ""


def too_uniform(password: str, policy: PasswordPolicy) -> str:
    """Whether fewer kinds of characters are used than the policy asks for."""
    used = sum(1 for pattern in CLASSES if re.search(pattern, password))
    if used >= policy.classes:
        return ""
    return f"口令要含大写字母、小写字母、数字、符号中的至少 {policy.classes} 种，现在只有 {used} 种"


def too_common(password: str) -> str:
    """Whether it is a leaked password, or little more than weak words, runs of keys and digits around them."""
    lower = password.lower()
    bare = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", lower)
    shapes = {lower, bare, lower.translate(DISGUISES), bare.translate(DISGUISES)} - {""}
    if shapes & common_passwords():
        return "这个口令在泄露的口令里很常见，容易被猜中；请换一个"
    if any(len(_without_runs(shape, weak_words())) < FREE for shape in (lower, lower.translate(DISGUISES))):
        return "口令里大部分是常见词、年份或键盘上连着的键，容易被猜中；请换成几个不相干的词"
    return ""


def about_the_person(password: str, words: Iterable[str]) -> str:
    """Whether it contains the account, the name (also in pinyin), or a piece of a phone or ID number of its owner."""
    lower = password.lower()
    for word in words:
        if any(part in lower for part in _parts(word)):
            return "口令里不能有自己的账号、姓名、手机号或身份证号中的一段"
    return ""


def _parts(word: str) -> Sequence[str]:
    """The pieces of a person's word that give a password away: 6 digits in a row, a whole word, a name in pinyin."""
    text = word.strip().lower()
    if re.fullmatch(r"[0-9x]{8,}", text):
        return [text[at : at + 6] for at in range(len(text) - 5)]
    parts = [text] if len(text) >= (2 if re.search(r"[一-鿿]", text) else OWN) else []
    pinyin = "".join(lazy_pinyin(text, style=Style.NORMAL)) if parts else ""
    return [*parts, pinyin] if len(pinyin) >= OWN else parts


def _without_runs(text: str, words: Iterable[str]) -> str:
    """What is left when weak words go, and runs, repetitions and years shrink to one character."""
    for word in words:
        text = text.replace(word, "")
    text = re.sub(r"(.+?)\1{2,}", r"\1", text)
    text = re.sub(r"(?:19|20)\d\d(?:[01]\d(?:[0-3]\d)?)?", "", text)
    return _without_rows(text)


def _without_rows(text: str) -> str:
    left, at = [], 0
    while at < len(text):
        end = at + 1
        while end < len(text) and any(text[at : end + 1] in row or text[at : end + 1] in row[::-1] for row in ROWS):
            end += 1
        left.append(text[at])
        at = end if end - at >= RUN else at + 1
    return "".join(left)
