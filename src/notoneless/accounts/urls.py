"""The addresses of accounts. Those of signing in itself are allauth's (config.urls)."""

from django.urls import path

from notoneless.accounts.views import activation, imports, own, people

urlpatterns = [
    path("", own.own_account, name="accounts_own"),
    path("activate/", activation.activate, name="accounts_activate"),
    path("second-factor/", own.second_factor, name="accounts_second_factor"),
    path("sessions/<uuid:session>/end/", own.end_session, name="accounts_end_session"),
    path("sessions/end-others/", own.end_other_sessions, name="accounts_end_other_sessions"),
    path("people/", people.people, name="people_accounts"),
    path("people/new/", people.new, name="people_new_account"),
    path("people/<uuid:account>/", people.one, name="people_account"),
    path("people/<uuid:account>/system/<slug:act>/", people.system_act, name="people_unlock"),
    path("people/<uuid:account>/security/<slug:act>/", people.security_act, name="people_restore"),
    path("imports/", imports.every_import, name="accounts_imports"),
    path("imports/template/", imports.template, name="accounts_template"),
    path("imports/upload/", imports.upload, name="accounts_upload"),
    path("imports/<uuid:source>/", imports.one_import, name="accounts_import"),
    path("imports/<uuid:source>/open/", imports.apply, name="accounts_open"),
    path("imports/<uuid:source>/slips/", imports.slips, name="accounts_slips"),
    path("imports/<uuid:source>/posts/", imports.request_posts, name="accounts_request_posts"),
    path("imports/<uuid:source>/wrong-rows/", imports.wrong_rows, name="accounts_wrong_rows"),
    path("imports/<uuid:source>/result/", imports.result, name="accounts_result"),
]
