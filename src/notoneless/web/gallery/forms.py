"""Forms of the gallery, one untouched and one with every kind of error."""

from django import forms

from notoneless.ui.forms import DayField, Form, LineField, TextField

REASONS = [("", "请选择"), ("home", "家访未遇"), ("work", "外出务工"), ("ill", "因病休养")]
WAYS = [("visit", "上门"), ("phone", "电话"), ("letter", "书面")]


class VisitForm(Form):
    """A home visit."""

    submit_words = "保存家访记录"
    place = LineField(label="地点", max_length=20, help_text="写到村（社区）即可，不需要门牌号。")
    visited_on = DayField(label="家访日期")
    teachers = forms.IntegerField(label="同行教师数", min_value=1, max_value=9)
    reason = forms.ChoiceField(label="未到校原因", choices=REASONS)
    way = forms.ChoiceField(label="联系方式", choices=WAYS, widget=forms.RadioSelect)
    joined = forms.MultipleChoiceField(
        label="参加单位",
        choices=[("school", "学校"), ("township", "乡镇"), ("police", "派出所")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="可以多选。",
    )
    words = TextField(label="经过", required=False, help_text="谁在场、说了什么、约定了什么。")
    letter = forms.FileField(label="佐证", required=False, help_text="照片或扫描件，不超过 10 MB；没有也可以先保存。")
    told = forms.BooleanField(label="已把义务教育法的要求告诉监护人")


def untouched() -> VisitForm:
    """As it is first shown."""
    return VisitForm()


def wrong() -> VisitForm:
    """As it comes back."""
    given = {"place": "特别长的地名" * 5, "visited_on": "三月五日", "teachers": "12", "reason": "none"}
    form = VisitForm(given)
    form.is_valid()
    form.refuse("这名学生本周已有一条家访记录，请先核对。")
    return form
