"""The application as Django knows it."""

from django.apps import AppConfig


class ChildrenConfig(AppConfig):
    """儿童档案."""

    name = "notoneless.children"
    verbose_name = "儿童档案"
    default_auto_field = "django.db.models.BigAutoField"
