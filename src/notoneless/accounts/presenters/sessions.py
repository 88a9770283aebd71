"""What people are told about their sessions."""

from notoneless.accounts.models import EndReason

OVER = {
    EndReason.SIGNED_OUT: "请重新登录。",
    EndReason.IDLE: "您有一段时间没有操作，为了安全已自动退出，请重新登录。",
    EndReason.TOO_LONG: "登录已满 12 小时，请重新登录。",
    EndReason.OTHER_DEVICE: "您的账号刚在另一台设备上登录，这里已退出。如果不是您本人，请重新登录并马上更改口令。",
    EndReason.BY_OWNER: "这个登录已在“我的账号”里结束，请重新登录。",
    EndReason.PASSWORD: "口令已更改，请用新口令登录。",
    EndReason.POSTS: "您的岗位有变动，请重新登录。",
    EndReason.DISABLED: "账号已停用，请联系管理员。",
}
SIGNED_IN_ELSEWHERE = (
    "您的账号刚在另一台设备上登录：{device}，{session.browser}，地址 {session.address}。"
    "如果不是您本人，请到“我的账号”结束它，并更改口令。"
)


def why_over(reason: str) -> str:
    """The sentence for a session that is over."""
    return OVER[EndReason(reason)]
