"""What a security administrator types about an alarm."""

from notoneless.ui.forms import Form, LineField


class ClearForm(Form):
    """What was found out."""

    submit_words = "处理完毕"

    note = LineField(
        label="核实结果", max_length=200, help_text="例如：已电话核实，为开学名册核对；或：已通知其单位并停用账号"
    )
