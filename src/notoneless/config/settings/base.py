"""What holds for every way of running. Nothing here is looser than a production installation allows."""

from csp.constants import NONCE, NONE, SELF

import notoneless.config.sqlite  # noqa: F401 - before a database is opened
from notoneless.config.databases import database
from notoneless.config.installation import installation
from notoneless.config.logs.settings import logging_settings
from notoneless.config.settings.sign_in import *  # noqa: F403

HERE = installation()

HOME = HERE.home
SECRET_KEY = HERE.secret_key()
SECRET_KEY_FALLBACKS = HERE.older_secret_keys()
DEBUG = False
ALLOWED_HOSTS = list(dict.fromkeys((*HERE.hosts, "127.0.0.1")))  # machines on this one ask whether it is well
ROOT_URLCONF = "notoneless.config.urls"
WSGI_APPLICATION = "notoneless.config.wsgi.application"
DATABASES = {"default": database(HERE.database_now, HERE.sqlite)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "notoneless.accounts",  # before allauth, whose pages it draws anew
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "csp",
    "django_cotton.apps.SimpleAppConfig",
    "django_tasks",
    "django_tasks_db",
    "ninja",
    "notoneless.protection",
    "notoneless.audit",
    "notoneless.background",
    "notoneless.ui",
    "notoneless.places",
    "notoneless.exports",
    "notoneless.children",
    "notoneless.web",
    "notoneless.api",
]

# What a package adds to the way of a request is named here, in the order in which it is passed.
MIDDLEWARE = [
    "notoneless.config.logs.middleware.RequestMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "notoneless.accounts.gate.SessionGate",
    "notoneless.accounts.middleware.ActingPostMiddleware",
    "notoneless.accounts.middleware.PolicyMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",  # after the policy: a forged form learns nothing about a page
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": ["django_cotton.templatetags.cotton", "notoneless.ui.templatetags.ui"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "notoneless.ui.look.look",
                "notoneless.web.shell.shell",
                "notoneless.config.logs.context.request_id",
            ],
        },
    }
]

COTTON_ISOLATE_BY_DEFAULT = True  # a component sees what it is given, not what its page happens to call the same
BUREAU_NAME = HERE.name
SHELL_TEMPLATE = "web/shell.html"
GALLERY = False  # the page of all components, for those who build pages
DEMO_REPORT = ""  # where the report of a demonstration's reconciled district lies

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True

AUTH_USER_MODEL = "accounts.User"
THIRD_PARTY_POLICIES = "notoneless.config.policies.THIRD_PARTY"

TRUSTED_PROXIES = HERE.proxies
METRICS_FROM = HERE.metrics_from
LOGGING = logging_settings()

# Shared by all workers: a one-time code that was used at one of them is used at all of them.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "notoneless_cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# What may come in. An upload lies in the installation's own folder while it arrives.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 40
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_TEMP_DIR = str(HERE.uploads())
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
BACKGROUND_JOBS = ["notoneless.config.jobs"]
BACKGROUND_RECORD = "notoneless.config.recorders.record_work"  # neither background nor audit may know the other

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF, *FORM_TARGETS],  # noqa: F405 - the identity provider, which a form leads to
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True

AUDIT_KEY = "notoneless.config.keys.audit_key"  # the log may not know where keys are kept
AUDIT_CHECKPOINTS = HERE.checkpoints
PROTECTION_KEYS = HERE.keys
PROTECTION_CIPHER = HERE.cipher
PROTECTION_UNRESTRICTED = "notoneless.accounts.scope.unrestricted"  # work on keys reaches every row
PASSWORD_POLICY = HERE.password_policy
EXPORTS_FOLDER = HERE.files / "exports"  # sealed files that wait to be fetched
