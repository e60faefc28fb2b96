"""Nurinet's settings: one file, all from the environment, safe for production unless told otherwise.

`.env.example` names every variable. ``DEBUG=1`` must be asked for; without it a missing
``SECRET_KEY`` stops the start.
"""

import os
import sys
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from common.films import FILM_TYPES, PLAYER_ORIGINS
from search.servers import backend_settings

BASE_DIR = Path(__file__).resolve().parent.parent
TESTING = "pytest" in sys.modules


def env(name, default=""):
    return os.environ.get(name, default)


def env_bool(name, default=False):
    return env(name, "1" if default else "0").lower() in {"1", "true", "yes", "on"}


def env_list(name, default=""):
    return [item.strip() for item in env(name, default).split(",") if item.strip()]


def origin_of_tiles(url):
    """``https://{s}.tiles.example/…`` comes from ``https://*.tiles.example``."""
    scheme, _, rest = url.partition("://")
    return [f"{scheme}://{rest.partition('/')[0].replace('{s}', '*')}"] if rest else []


# The process ---------------------------------------------------------------------------------

DEBUG = env_bool("DEBUG")
SECRET_KEY = env("SECRET_KEY") or ("development-only-" + "0" * 40 if DEBUG or TESTING else "")
if not SECRET_KEY:
    raise ImproperlyConfigured("SECRET_KEY is not set. Set it, or DEBUG=1 on a developer's machine.")
if len(SECRET_KEY) < 50 and not (DEBUG or TESTING):
    raise ImproperlyConfigured("SECRET_KEY is too short: 50 characters or more, as random as can be.")
SECRET_KEY_FALLBACKS = env_list("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
BASE_URL = env("BASE_URL", "http://127.0.0.1:8000")
VAR_DIR = Path(env("VAR_DIR", str(BASE_DIR / "var")))
ROOT_URLCONF = "nurinet_cms.urls"
WSGI_APPLICATION = "nurinet_cms.wsgi.application"

INSTALLED_APPS = [
    # Ours, lowest floor first: a package's models are loaded before those that stand on them.
    "common",
    "accounts",
    "directory",
    "participation",
    "council",
    "pages",
    "search",
    "api",
    "nurinet_cms",
    "wagtail.contrib.forms",
    "wagtail.contrib.settings",
    "wagtail.contrib.redirects",
    "wagtail.contrib.typed_table_block",
    "wagtail.api.v2",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_tasks_db",
    "rest_framework",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.kakao",
    "allauth.socialaccount.providers.naver",
    "allauth.usersessions",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "nurinet_cms.logs.RequestLogMiddleware",
    "api.gate.GateMiddleware",
    "nurinet_cms.page_cache.PageCacheMiddleware",
    "nurinet_cms.guard.GuardMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "nurinet_cms.csp.PathCSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "accounts.middleware.StaffDoorMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    }
]

# Data ----------------------------------------------------------------------------------------

DATABASE_URL = env("DATABASE_URL", f"sqlite:///{VAR_DIR / 'nurinet.sqlite3'}")
DATABASES = {"default": dj_database_url.parse(DATABASE_URL, conn_health_checks=True)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    VAR_DIR.mkdir(parents=True, exist_ok=True)
    # Readers never wait; two writers wait for each other instead of failing (wagtail writes often).
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;"
            "PRAGMA cache_size=-20000;PRAGMA mmap_size=134217728;"
        ),
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 0
    DATABASES["default"]["OPTIONS"] = {
        # A reader waits 0.7 s for a database that is gone, then reads so: within a second in all.
        "pool": {"min_size": 1, "max_size": int(env("DATABASE_POOL", "8")), "timeout": 0.7},
        "connect_timeout": 1,
        # No question of a reader's takes so long. `migrate` on a large table may: then set it to 0.
        "options": f"-c statement_timeout={env('STATEMENT_TIMEOUT_MS', '15000')}"
        " -c idle_in_transaction_session_timeout=60000"
        # What readers ask is answered before its compiler would be done with it.
        " -c jit=off",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
WAGTAILSEARCH_BACKENDS = {
    "default": backend_settings(env("SEARCH_BACKEND"), env("SEARCH_URL"), env("SEARCH_INDEX", "nurinet"))
}

# Words that residents search for are counted in memory and written so often; 0: only when somebody asks for it.
SEARCH_TALLY_SECONDS = 0 if TESTING else 60

REDIS_URL = env("REDIS_URL")
if REDIS_URL and (worker := env("PYTEST_XDIST_WORKER")):
    # A test process empties its cache between tests: it has a Redis database of its own, which the processes that
    # it starts share with it. The next one is its browser's: see tests/browser/conftest.py.
    server, _slash, number = REDIS_URL.rpartition("/")
    REDIS_URL = f"{server}/{int(number) + 2 * int(worker.removeprefix('gw'))}"
CACHES = {
    "default": {"BACKEND": "common.caches.ForgivingRedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "nurinet"}
}
# How far long work of the worker is, for the screen of another process: see directory/importing/progress.py.
CACHES["progress"] = (
    CACHES["default"]
    if REDIS_URL
    else {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": str(VAR_DIR / "progress"),
    }
)

# Finished answers for strangers, see nurinet_cms/page_cache.py. Tests turn it on where it is the subject.
PAGE_CACHE = env_bool("PAGE_CACHE", not TESTING)

# Work after the answer: what must be there at once (search index, references) runs in the request;
# mail and long work waits in the database for `run_worker`.
TASKS = {
    "default": {"BACKEND": "common.indexing.IndexingBackend"},
    "queue": {"BACKEND": "django_tasks_db.DatabaseBackend"},
}
# Taking a text apart costs some ten milliseconds: where a queue costs nobody else time, the worker does it.
INDEX_IN_QUEUE = env_bool(
    "INDEX_IN_QUEUE", DATABASES["default"]["ENGINE"].endswith("postgresql") and not TESTING
)

EMAIL_BACKEND = "common.mail.QueuedEmailBackend"
# By SMTP where a server is named; else onto the worker's terminal.
EMAIL_DELIVERY_BACKEND = env("EMAIL_BACKEND") or (
    f"django.core.mail.backends.{'smtp' if env('EMAIL_HOST') else 'console'}.EmailBackend"
)
if EMAIL_DELIVERY_BACKEND.endswith("filebased.EmailBackend"):
    EMAIL_DELIVERY_BACKEND = "common.mail.FileEmailBackend"  # which knows what it has written
EMAIL_FILE_PATH = env("EMAIL_FILE_PATH", str(VAR_DIR / "mail"))
EMAIL_HOST = env("EMAIL_HOST", "localhost")
EMAIL_PORT = int(env("EMAIL_PORT", "25"))
EMAIL_HOST_USER = env("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env_bool("EMAIL_USE_TLS")
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", "누리넷 <noreply@nurinet.example>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# From which hour in Seoul to which letters go; by what ways they reach subscribers: dotted paths of common.letters.channels.Channel.
LETTER_HOURS = [int(hour) for hour in env("LETTER_HOURS", "8-21").split("-")]
LETTER_CHANNELS = env_list("LETTER_CHANNELS", "common.letters.email_channel.EmailChannel")
# The same for residents who are told of what became of issues.
NOTICE_CHANNELS = env_list("NOTICE_CHANNELS", ",".join(LETTER_CHANNELS))

# Files ---------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "common.storages.WholeFileStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if env("S3_BUCKET"):
    STORAGES["default"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": env("S3_BUCKET"),
            "endpoint_url": env("S3_ENDPOINT_URL") or None,
            "access_key": env("S3_ACCESS_KEY") or None,
            "secret_key": env("S3_SECRET_KEY") or None,
            "querystring_auth": True,
            "file_overwrite": False,
        },
    }
if DEBUG or TESTING:
    STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
FILE_UPLOAD_PERMISSIONS = 0o644

# How often one key may ask `/api/agency/v1/`, 0: as often as it likes; a batch counts once, and has a limit of its own.
AGENCY_API_PER_MINUTE = int(env("AGENCY_API_PER_MINUTE", "0" if TESTING else "600"))
AGENCY_API_BATCHES_PER_HOUR = int(env("AGENCY_API_BATCHES_PER_HOUR", "60"))

# Whether the worker asks addresses that pages name if they still answer: needs a way to the internet.
LINK_CHECKS = env_bool("LINK_CHECKS", not (DEBUG or TESTING))
# Whether the worker pulls what agencies publish on their own sites: needs a way to the internet, too.
PULLING = env_bool("PULLING", not (DEBUG or TESTING))

# Language and time ---------------------------------------------------------------------------

LANGUAGE_CODE = "ko"
LANGUAGES = [("ko", "한국어")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Seoul"
USE_TZ = True
USE_I18N = True

# People --------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
if TESTING:
    PASSWORD_HASHERS.insert(0, "django.contrib.auth.hashers.MD5PasswordHasher")
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "CommonPasswordValidator", "NumericPasswordValidator")
]
AUTH_PASSWORD_VALIDATORS.append(
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    }
)
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/admin/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "accounts.adapter.StaffAccountAdapter"
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[누리넷] "
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
SIGN_IN_FAILURES_PER_ACCOUNT, SIGN_IN_FAILURES_PER_ADDRESS = 5, 30
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": f"{SIGN_IN_FAILURES_PER_ACCOUNT}/15m/key,{SIGN_IN_FAILURES_PER_ADDRESS}/15m/ip",
    "reset_password": "20/h/ip,3/10m/key",
}
# Residents sign in with a number sent by mail: good for so many seconds and so many tries (accounts/residents).
ACCOUNT_LOGIN_BY_CODE_TIMEOUT, ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 10 * 60, 5
# Kakao and Naver tell us a number of theirs and nothing else. Without an id of our own there they are off.
SOCIALACCOUNT_ADAPTER = "accounts.residents.social.ResidentSocialAdapter"
SOCIALACCOUNT_PROVIDERS = {
    name: {"SCOPE": [], "APP": {"client_id": client_id, "secret": secret}}
    for name, client_id, secret in (
        ("kakao", env("KAKAO_CLIENT_ID"), env("KAKAO_CLIENT_SECRET")),
        ("naver", env("NAVER_CLIENT_ID"), env("NAVER_CLIENT_SECRET")),
    )
    if client_id
}
# Who makes sure who somebody is: a dotted path of accounts.residents.identity.IdentityVerifier. The practice
# verifier believes everything; it works on developers' machines, and where IDENTITY_DEVELOPMENT says so.
IDENTITY_DEVELOPMENT = env_bool("IDENTITY_DEVELOPMENT", DEBUG or TESTING)
IDENTITY_VERIFIER = env(
    "IDENTITY_VERIFIER", "accounts.residents.practice.PracticeVerifier" if IDENTITY_DEVELOPMENT else ""
)
# Where the verifier's own pages are, so that our forms may lead there.
IDENTITY_ORIGINS = env_list("IDENTITY_ORIGINS")
# What a person's hash is made with; old ones still find who was verified with them. Losing it loses everybody's.
IDENTITY_PEPPER = env("IDENTITY_PEPPER") or ("development-only" if IDENTITY_DEVELOPMENT else "")
IDENTITY_PEPPER_FALLBACKS = env_list("IDENTITY_PEPPER_FALLBACKS")
DESK_CODE_HOURS = 24
MFA_ADAPTER = "accounts.adapter.StaffMFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "누리넷"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG
# 복지정책과 and 사무국 must have a second factor. Only the sample district and the tests turn this off.
STAFF_MFA_REQUIRED = env_bool("STAFF_MFA_REQUIRED", not TESTING)
INVITATION_DAYS = 7
# 개인정보의 안전성 확보조치 기준 제8조: one year; two where many people's or sensitive data is handled.
ACCESS_LOG_YEARS = int(env("ACCESS_LOG_YEARS", "2"))
# Whoever borrowed something: name and contact are emptied so many days after the thing is over.
LENDING_KEEP_DAYS = int(env("LENDING_KEEP_DAYS", "90"))
# Whoever signed up for a programme or an event: the same, so many days after its last day.
APPLICATION_KEEP_DAYS = int(env("APPLICATION_KEEP_DAYS", "90"))
# Whoever said something to the 공고 of a plan: the same, so many days after the end of the 공고.
OPINION_KEEP_DAYS = int(env("OPINION_KEEP_DAYS", "365"))
# Whoever asked an agency at its booth: the same, so many days after the answer.
BOOTH_QUESTION_KEEP_DAYS = int(env("BOOTH_QUESTION_KEEP_DAYS", "90"))
# Whoever asked for a text to be taken down: the same, so many days after the request ended.
TAKEDOWN_KEEP_DAYS = int(env("TAKEDOWN_KEEP_DAYS", "180"))
# 공유복지: so many 공감 bring an issue before 분과, 실무협의체, 대표협의체; and by when offices and residents answer.
ISSUE_THRESHOLDS = [int(count) for count in env_list("ISSUE_THRESHOLDS", "50,100,1000")]
ISSUE_SUPPLEMENT_DAYS = int(env("ISSUE_SUPPLEMENT_DAYS", "7"))
ISSUE_ANSWER_MONTHS = int(env("ISSUE_ANSWER_MONTHS", "1"))
# How long before a meeting or an event its private join link is shown to those whom it is for.
JOIN_LINK_MINUTES_BEFORE = int(env("JOIN_LINK_MINUTES_BEFORE", "30"))
ISSUE_APPEAL_DAYS = int(env("ISSUE_APPEAL_DAYS", "15"))
# X-Forwarded-For is believed only from these addresses or networks.
TRUSTED_PROXIES = env_list("TRUSTED_PROXIES")

# Security ------------------------------------------------------------------------------------

HTTPS = env_bool("HTTPS", not (DEBUG or TESTING))
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
if env_bool("BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # Wagtail shows its previews in a frame of the same site.
SILENCED_SYSTEM_CHECKS = ["security.W019"]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrftoken"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_IDLE_SECONDS = SESSION_COOKIE_AGE = int(env("SESSION_IDLE_SECONDS", str(2 * 60 * 60)))
SESSION_MAX_SECONDS = int(env("SESSION_MAX_SECONDS", str(12 * 60 * 60)))
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_FAILURE_VIEW = "nurinet_cms.errors.csrf_failure"
CSRF_TRUSTED_ORIGINS = env_list("CSRF_TRUSTED_ORIGINS")
# A background of streets for the maps. None by default: then no reader's browser asks anybody else.
MAP_TILES_URL = env("MAP_TILES_URL")  # https://tiles.example/{z}/{x}/{y}.png
MAP_TILES_ATTRIBUTION = env("MAP_TILES_ATTRIBUTION")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", *env_list("MEDIA_ORIGINS"), *origin_of_tiles(MAP_TILES_URL)],
        "style-src": [SELF],
        "script-src": [SELF],
        "font-src": [SELF],
        # Players of films, which a reader's browser asks when the reader presses the button.
        "frame-src": PLAYER_ORIGINS,
        "media-src": [SELF, *env_list("MEDIA_ORIGINS")],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [
            SELF,
            *(f"https://*.{name}.com" for name in SOCIALACCOUNT_PROVIDERS),
            *IDENTITY_ORIGINS,
        ],
        "frame-ancestors": [SELF],
    }
}

# Wagtail -------------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = "누리넷"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILIMAGES_IMAGE_MODEL = "directory.AgencyImage"
WAGTAILDOCS_DOCUMENT_MODEL = "directory.AgencyDocument"
WAGTAILDOCS_EXTENSIONS = [
    *("csv", "docx", "hwp", "hwpx", "odt", "pdf", "pptx", "txt", "xlsx", "zip"),
    *FILM_TYPES,
]
# Films are documents, too, and larger than any other.
FILM_MAX_BYTES = int(env("FILM_MAX_MB", "500")) * 1024 * 1024
# What may be embedded, without asking anybody: see common/films.py.
WAGTAILEMBEDS_FINDERS = [{"class": "common.embeds.KnownHostFinder"}]
WAGTAILDOCS_DOCUMENT_FORM_BASE = "directory.media_forms.DocumentForm"
WAGTAILDOCS_INLINE_CONTENT_TYPES = []
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_IMAGE_FORM_BASE = "directory.media_forms.PictureForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 64_000_000
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_FORMAT_CONVERSIONS = {"jpeg": "webp", "png": "webp", "gif": "webp", "avif": "webp"}
WAGTAILADMIN_LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAILADMIN_UNSAFE_PAGE_DELETION_LIMIT = 1
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAIL_FINISH_WORKFLOW_ACTION = "directory.moderation.publish_reviewed_revision"
WAGTAIL_AUTOSAVE_INTERVAL = 3000
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# How long what is gone is remembered for those who sync (at least a year is promised).
API_TOMBSTONE_DAYS = int(env("API_TOMBSTONE_DAYS", "365"))
# How often in a minute an address, or a key, may ask the API; 0: as often as it likes.
API_RATE_ANONYMOUS = int(env("API_RATE_ANONYMOUS", "0" if TESTING else "600"))
API_RATE_KEY = int(env("API_RATE_KEY", "0" if TESTING else "6000"))
WAGTAILAPI_LIMIT_MAX = 100
WAGTAILAPI_RICH_TEXT_FORMAT = "html"
WAGTAILAPI_DOCS_ENABLED = False
REST_FRAMEWORK = {"DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"]}

# Logs: one JSON line per request; never who asked, what was typed, or from where ---------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "nurinet_cms.logs.JsonFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", "INFO")},
    "loggers": {
        # Django logs to itself too; here each line is written once, by us. Its "Not Found" is our 404 line.
        "django": {"handlers": [], "propagate": True},
        "django.request": {"level": "ERROR"},
        "django_tasks": {"level": "WARNING"},
        "django_tasks_db": {"level": "WARNING"},
        "django.server": {"handlers": [], "level": "ERROR", "propagate": True},
        "nurinet.request": {"level": env("REQUEST_LOG_LEVEL", "WARNING" if TESTING else "INFO")},
    },
}
