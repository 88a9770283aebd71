"""The application as Django knows it."""

from django.apps import AppConfig


class ChildrenConfig(AppConfig):
    """儿童档案."""

    name = "notoneless.children"
    verbose_name = "儿童档案"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Offer the list of children for export, and have children follow their places."""
        from notoneless.children.jobs.export_source import SOURCE  # noqa: PLC0415 - models are there only now
        from notoneless.children.services.following import follow_path, follow_school  # noqa: PLC0415
        from notoneless.exports.rules.sources import offer  # noqa: PLC0415
        from notoneless.places.services.following import follow_paths, follow_schools  # noqa: PLC0415

        offer(SOURCE)
        follow_paths(follow_path)
        follow_schools(follow_school)
