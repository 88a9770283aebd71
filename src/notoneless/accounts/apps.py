"""The application as Django knows it."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """账号与岗位."""

    name = "notoneless.accounts"
    verbose_name = "账号与岗位"
    default_auto_field = "django.db.models.BigAutoField"
