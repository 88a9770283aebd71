"""The tables of people, posts and signing in."""

from notoneless.accounts.models.account_import import AccountImport, ImportedAccount
from notoneless.accounts.models.activation import Activation
from notoneless.accounts.models.contact import Contact
from notoneless.accounts.models.device_session import Device, DeviceSession, EndReason
from notoneless.accounts.models.old_password import OldPassword
from notoneless.accounts.models.post import Post
from notoneless.accounts.models.transition import PostTransition
from notoneless.accounts.models.user import User

__all__ = [
    "AccountImport",
    "Activation",
    "Contact",
    "Device",
    "DeviceSession",
    "EndReason",
    "ImportedAccount",
    "OldPassword",
    "Post",
    "PostTransition",
    "User",
]
