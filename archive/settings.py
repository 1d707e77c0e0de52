"""All settings. What an operator may change comes first, from environment variables."""

import secrets
import tomllib
import warnings
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent
VERSION: str = tomllib.loads((BASE_DIR / "pyproject.toml").read_text())["project"]["version"]


def private_folder(path: Path) -> Path:
    """Make the folder if it is missing, readable by its owner only."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def stored_secret_key(path: Path) -> str:
    """The site's own secret key: made at the first start, kept in the data folder after that."""
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


def index_path(search_url: str) -> str | None:
    """The folder that whoosh:///path names; None if *search_url* is of another form."""
    scheme, separator, path = search_url.partition("://")
    return path if (scheme, separator) == ("whoosh", "://") and path.startswith("/") and path.strip("/") else None


def read_database_url(default: str) -> dict[str, object]:
    """Read DATABASE_URL. The error does not repeat its value, which may hold a password."""
    with warnings.catch_warnings(action="ignore"):  # the error below says more
        try:
            database: dict[str, object] = env.db_url("DATABASE_URL", default=default)
        except ValueError:  # such as a port that is no number
            database = {}
    if "." not in str(database.get("ENGINE", "")):  # the scheme is none that django-environ knows
        raise ImproperlyConfigured(
            "DATABASE_URL does not name a database. Write sqlite:////path/of/a/file or "
            "postgres://user:password@host/name, or leave it unset for SQLite in DATA_DIR."
        )
    return database


def read_log_level() -> str:
    level = (env.str("LOG_LEVEL", default="") or "WARNING").upper()
    if level not in LOG_LEVELS:
        raise ImproperlyConfigured(f"LOG_LEVEL is {level!r}. Write one of {', '.join(LOG_LEVELS)}, or leave it unset.")
    return level


# --- what the environment decides --------------------------------------------------------------

env = environ.Env()
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
DEBUG = env.bool("DEBUG", default=False)
DATA_DIR = private_folder(Path(env.str("DATA_DIR", default=str(BASE_DIR / "var"))).resolve())
SECRET_KEY = env.str("SECRET_KEY", default="") or stored_secret_key(DATA_DIR / "secret_key")
PUBLIC_URL = env.str("PUBLIC_URL", default="").rstrip("/")  # where readers reach the site, if not on this machine
IS_HTTPS = PUBLIC_URL.startswith("https://")
LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[*LOOPBACK, *filter(None, [urlsplit(PUBLIC_URL).hostname])])
DATABASES = {"default": read_database_url(default=f"sqlite:///{DATA_DIR / 'archive.sqlite3'}")}
SEARCH_URL = env.str("SEARCH_URL", default=f"whoosh://{DATA_DIR / 'index'}")  # checked in search/checks.py
LOG_LEVEL = read_log_level()

# --- the application ---------------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "axes",
    "haystack",
    "reversion",
    "import_export",
    "archive",
    "search",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "archive.pages.caching.ReaderCaching",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "archive.pages.merged_names.MergedNames",
    "archive.pages.withdrawn.WithdrawnArticles",
    "axes.middleware.AxesMiddleware",  # last, to answer what a login refused
]

ROOT_URLCONF = "archive.urls"
CSRF_FAILURE_VIEW = "archive.pages.errors.csrf_failure"
WSGI_APPLICATION = "archive.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# --- storage -----------------------------------------------------------------------------------

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Write-ahead log and immediate transactions: readers never wait for a writer, and two writers
    # queue instead of failing with "database is locked" halfway through. The log is copied into the database
    # every 10,000 pages (40 MB): at SQLite's 1,000, of which a report's indexes take 100, imports wait for it.
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
        "PRAGMA wal_autocheckpoint=10000;",
    }

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]

# --- search ------------------------------------------------------------------------------------

HAYSTACK_CONNECTIONS = {
    "default": {
        "ENGINE": "search.haystack_backend.backend.ArchiveEngine",
        "PATH": index_path(SEARCH_URL),
        "SILENTLY_FAIL": False,
    },
}
HAYSTACK_SIGNAL_PROCESSOR = "search.haystack_backend.signal_processor.OutboxSignalProcessor"
REBUILD_IN_BACKGROUND = True  # whether a search that finds the index unusable leaves its rebuild to a thread

# --- language and time -------------------------------------------------------------------------

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Simplified Chinese")), ("zh-hant", _("Traditional Chinese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "archive" / "locale"]
USE_I18N = True
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

# --- sheets of reports' facts ------------------------------------------------------------------

IMPORT_EXPORT_IMPORT_PERMISSION_CODE = "change"
IMPORT_EXPORT_EXPORT_PERMISSION_CODE = "view"

# --- accounts and headers ----------------------------------------------------------------------

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AXES_FAILURE_LIMIT = 5  # wrong passwords of one name from one address, until both together must wait
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]  # by name alone, anybody could lock an editor out
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "429.html"
AXES_ENABLE_ADMIN = False
# What a page may load and run: files of this site, nothing that stands in the page itself.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if IS_HTTPS:
    CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # asked over plain http by what watches the process
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
}
