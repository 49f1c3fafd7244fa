"""Who may use the admin, and how they say who they are."""

from __future__ import annotations

from datetime import timedelta

from .start import env

# https://docs.djangoproject.com/en/5.2/topics/auth/customizing/
AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in {
        "UserAttributeSimilarityValidator": {},
        "MinimumLengthValidator": {"min_length": 12},
        "CommonPasswordValidator": {},
        "NumericPasswordValidator": {},
    }.items()
]

# https://docs.djangoproject.com/en/5.2/topics/http/sessions/
SESSION_COOKIE_AGE = env.int("SESSION_HOURS", default=12) * 60 * 60  # after a log-in, whatever is done meanwhile
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"  # links in mails lead into the admin
SESSION_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
# What is said to somebody is kept with the session, and needs no cookie.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# https://docs.allauth.org/en/latest/account/configuration.html
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",  # first: it refuses whoever is locked out
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = WAGTAILADMIN_LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
ACCOUNT_ADAPTER = "config.login.adapters.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"  # addresses are given by administrators
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
# Wrong second factors of an account. Wrong passwords are counted by django-axes; see AccountAdapter.
ACCOUNT_RATE_LIMITS = {"login_failed": "5/5m/key"}
ACCOUNT_SESSION_REMEMBER = False  # a session ends with the browser, and after SESSION_HOURS at the latest
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*", "password2*"]

# https://docs.allauth.org/en/latest/mfa/configuration.html
MFA_ADAPTER = "config.login.adapters.MfaAdapter"
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_REQUIRED = False
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Nuages"
MFA_TOTP_TOLERANCE = 1  # steps of 30 seconds that a clock may be wrong

# Accounts of the operator's own, by OpenID Connect: https://docs.allauth.org/en/latest/socialaccount/providers/openid_connect.html
SOCIALACCOUNT_ADAPTER = "config.login.adapters.SocialAccountAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True  # the provider's verified address opens the account that has it
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_PROVIDERS: dict[str, object] = {}
if OIDC_SERVER_URL := env.str("OIDC_SERVER_URL", default=""):
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "oidc",
                "name": env.str("OIDC_NAME", default="Single sign-on"),
                "client_id": env.str("OIDC_CLIENT_ID"),
                "secret": env.str("OIDC_CLIENT_SECRET"),
                "settings": {"server_url": OIDC_SERVER_URL},
            }
        ],
    }

# https://django-axes.readthedocs.io/en/latest/4_configuration.html
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]  # nobody can lock others out from elsewhere
AXES_LOCKOUT_TEMPLATE = "axes/lockout.html"
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # what is tried meanwhile is not even counted
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "config.login.lockout.client_address"
AXES_USERNAME_CALLABLE = "config.login.lockout.username_of"
AXES_VERBOSE = False
AXES_DISABLE_ACCESS_LOG = True  # the log for auditors has log-ins, with addresses as the operator wants them

# https://docs.wagtail.org/en/stable/reference/settings.html#user-management
WAGTAIL_PASSWORD_RESET_ENABLED = False  # django-allauth's knows limits on rates
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False  # an address opens the account by single sign-on

# The log for auditors; see docs/operators/security.md.
AUDIT_LOG = {
    "addresses": env.one_of("AUDIT_LOG_ADDRESSES", ["full", "shortened", "none"], default="shortened"),
    "days": env.int("AUDIT_LOG_DAYS", default=0),  # that entries are kept; 0: for ever
}
