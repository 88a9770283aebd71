"""The addresses of the shell."""

from django.conf import settings
from django.urls import URLPattern, path

from notoneless.web.views import choices, gallery, home, work

urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("theme/", choices.choose_theme, name="choose_theme"),
    path("background/", work.every, name="work_list"),
    path("background/<uuid:work_id>/", work.one, name="work_detail"),
    path("background/<uuid:work_id>/stop/", work.stop, name="work_stop"),
    path("post/", choices.choose_post, name="choose_post"),
]
if settings.GALLERY:
    urlpatterns += [
        path("gallery/", gallery.index, name="gallery"),
        path("gallery/question/", gallery.question, name="gallery_question"),
        path("gallery/reveal/", gallery.reveal, name="gallery_reveal"),
        path("gallery/error/<int:code>/", gallery.error, name="gallery_error"),
        path("gallery/<slug:part>/", gallery.part, name="gallery_part"),
    ]
