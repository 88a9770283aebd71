"""What a form says about a field: which field, and what to do."""

from django.forms import BooleanField, ChoiceField, DateField, Field, FileField, ModelChoiceField

WRITTEN = "请填写{label}"
CHOSEN = "请选择{label}"
MESSAGES = {
    "max_length": "{label}最多 %(limit_value)d 个字，现在有 %(show_value)d 个，请缩短",
    "min_length": "{label}至少 %(limit_value)d 个字，现在有 %(show_value)d 个，请补全",
    "max_value": "{label}不能大于 %(limit_value)s",
    "min_value": "{label}不能小于 %(limit_value)s",
    "invalid_choice": "{label}不在可选的范围内，请重新选择",
    "invalid_list": "{label}不在可选的范围内，请重新选择",
    "null_characters_not_allowed": "{label}里有不能保存的字符，请删去后重新输入",
    "missing": "没有收到{label}，请重新选择文件",
    "empty": "{label}是空文件，请换一个",
}
BY_KIND: dict[str, str] = {
    "DateField": "{label}不是一个日期。请写成 2024-03-05 或 2024年3月5日",
    "DateTimeField": "{label}不是一个时间。请写成 2024-03-05 14:30",
    "IntegerField": "{label}只能填整数",
    "DecimalField": "{label}只能填数字",
    "FloatField": "{label}只能填数字",
    "EmailField": "{label}的写法不对，应像 name@example.com",
    "UUIDField": "{label}不在可选的范围内，请重新选择",
}


def put_into_words(field: Field, label: str) -> None:
    """Give the field our messages, except where its author wrote one."""
    usual = {code: words for kind in reversed(type(field).__mro__) for code, words in _usual(kind).items()}
    ours = {**MESSAGES, "required": _required(field)}
    kind = next((BY_KIND[k.__name__] for k in type(field).__mro__ if k.__name__ in BY_KIND), "")
    if kind:
        ours["invalid"] = kind
    for code, words in ours.items():
        if field.error_messages.get(code) == usual.get(code):
            field.error_messages[code] = words.format(label=label)


def _usual(kind: type) -> dict[str, object]:
    return dict(vars(kind).get("default_error_messages", {}))


def _required(field: Field) -> str:
    if isinstance(field, BooleanField):
        return "请勾选“{label}”后再继续"
    return CHOSEN if isinstance(field, ChoiceField | ModelChoiceField | FileField | DateField) else WRITTEN
