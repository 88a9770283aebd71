"""Pieces of background work in each state."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.timezone import now

from notoneless.background.states import State


@dataclass(frozen=True, slots=True)
class SampleWork:
    """Like a row of background.models.Work."""

    title: str
    state: str
    done: int = 0
    total: int = 0
    started_at: datetime | None = None
    message: str = ""
    stop_asked: bool = False
    ended_at: datetime | None = None


def works() -> list[SampleWork]:
    """One in each state."""
    begun = now() - timedelta(seconds=40)
    return [
        SampleWork("读取 2026 年秋季在校名册", State.QUEUED, message="前面还有 1 项工作"),
        SampleWork("比对户籍与学籍名册", State.RUNNING, 5_230, 18_460, begun, "正在比对 城关乡"),
        SampleWork("整理导入的工作簿", State.RUNNING, 0, 0, begun, "正在数行数"),
        SampleWork("生成导出文件", State.RUNNING, 300, 900, begun, "写入第 300 行", stop_asked=True),
        SampleWork("生成村（社区）摸排表", State.DONE, 62, 62, begun, "共 62 个村，已打包"),
        SampleWork("读取残联名册", State.FAILED, 120, 480, begun, "第 121 行“残疾证号”少 2 位，请改正后重新上传"),
        SampleWork("批量建立账号", State.STOPPED, 40, 200, begun, "已建立 40 个，其余未动"),
    ]
