"""The addresses of posts."""

from django.urls import path

from notoneless.web.people.views import deciding, ending, posts, requesting

urlpatterns = [
    path("posts/", posts.every_post, name="people_posts"),
    path("posts/approvals/", posts.approvals, name="people_approvals"),
    path("posts/new/", requesting.roles, name="people_post_roles"),
    path("posts/new/<slug:role>/", requesting.request_one, name="people_post_request"),
    path("posts/<uuid:post_id>/", posts.one, name="people_post"),
    path("posts/<uuid:post_id>/approve/", deciding.approve, name="people_post_approve"),
    path("posts/<uuid:post_id>/refuse/", deciding.refuse, name="people_post_refuse"),
    path("posts/<uuid:post_id>/end/", ending.end, name="people_post_end"),
    path("<uuid:person_id>/leave/", ending.leave, name="people_leave"),
]
