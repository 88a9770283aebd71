"""The addresses of places."""

from django.urls import path

from notoneless.web.places.views import (
    calendar,
    classes,
    division_changes,
    divisions,
    imports,
    school_changes,
    schools,
    zones,
)

app_name = "places"
_DIVISION = "divisions/<uuid:division_id>/"
_SCHOOL = "schools/<uuid:school_id>/"

urlpatterns = [
    path("", divisions.top, name="divisions"),
    path(_DIVISION, divisions.division, name="division"),
    path(f"{_DIVISION}new/", division_changes.new_part, name="division_new"),
    path(f"{_DIVISION}rename/", division_changes.rename, name="division_rename"),
    path(f"{_DIVISION}move/", division_changes.move, name="division_move"),
    path(f"{_DIVISION}close/", division_changes.close, name="division_close"),
    path(f"{_DIVISION}merge/", division_changes.merge, name="division_merge"),
    path("schools/", schools.every_school, name="schools"),
    path("schools/new/", school_changes.new, name="school_new"),
    path(_SCHOOL, schools.school, name="school"),
    path(f"{_SCHOOL}rename/", school_changes.rename, name="school_rename"),
    path(f"{_SCHOOL}change/", school_changes.change, name="school_change"),
    path(f"{_SCHOOL}close/", school_changes.close, name="school_close"),
    path(f"{_SCHOOL}merge/", school_changes.merge, name="school_merge"),
    path(f"{_SCHOOL}zone/", zones.zone, name="school_zone"),
    path(f"{_SCHOOL}classes/new/", classes.new, name="class_new"),
    path("classes/<uuid:class_id>/close/", classes.close, name="class_close"),
    path("years/", calendar.years, name="years"),
    path("years/new/", calendar.new, name="year_new"),
    path("years/<slug:name>/", calendar.change, name="year"),
    path("years/<slug:name>/carry/", calendar.carry, name="year_carry"),
    path("imports/", imports.every_import, name="imports"),
    path("imports/<slug:kind>/", imports.upload, name="import_new"),
    path("imports/<slug:kind>/template/", imports.template, name="import_template"),
    path("imports/<slug:kind>/filled/", imports.filled, name="import_filled"),
    path("import/<uuid:import_id>/", imports.preview, name="import"),
    path("import/<uuid:import_id>/apply/", imports.apply, name="import_apply"),
    path("import/<uuid:import_id>/drop/", imports.drop, name="import_drop"),
    path("import/<uuid:import_id>/wrong/", imports.wrong_rows, name="import_wrong"),
]
