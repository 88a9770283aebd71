"""The kinds of roster a bureau receives, and the fields that any of them may have."""

from enum import StrEnum


class RosterKind(StrEnum):
    """What one sheet is a list of. The value is the stable name in files and code."""

    REGISTER = "register"
    ENROLMENT = "enrolment"
    ATTENDING = "attending"
    DISABLED = "disabled"
    HARDSHIP = "hardship"
    ELSEWHERE = "elsewhere"
    EXEMPT = "exempt"
    HOME_TEACHING = "home_teaching"

    @property
    def label(self) -> str:
        """The name that clerks use."""
        return _LABELS[self]


_LABELS = {
    RosterKind.REGISTER: "适龄儿童少年名册",
    RosterKind.ENROLMENT: "学籍系统导出",
    RosterKind.ATTENDING: "在校学生名册",
    RosterKind.DISABLED: "残疾儿童少年名单",
    RosterKind.HARDSHIP: "特殊群体名单",
    RosterKind.ELSEWHERE: "区外就读台账",
    RosterKind.EXEMPT: "休学延缓死亡登记表",
    RosterKind.HOME_TEACHING: "送教上门学生名册",
}
