"""The application as Django knows it."""

from django.apps import AppConfig


class ChildrenConfig(AppConfig):
    """儿童档案."""

    name = "notoneless.children"
    verbose_name = "儿童档案"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Offer the list of children for export."""
        from notoneless.children.jobs.export_source import SOURCE  # noqa: PLC0415 - models are there only now
        from notoneless.exports.rules.sources import offer  # noqa: PLC0415

        offer(SOURCE)
