"""What the API answers, to whom, and at what cost."""

from __future__ import annotations

from corsheaders.defaults import default_headers

from .start import BASE_DIR, env

# https://wagtail-grapple.readthedocs.io/en/latest/general-usage/settings.html
GRAPPLE = {
    "APPS": ["syndication", "home", "articles", "media"],
    "PAGE_INTERFACE": "content_api.fields.interfaces.PageInterface",
    "SNIPPET_INTERFACE": "content_api.fields.interfaces.SnippetInterface",
    "PAGE_SIZE": 10,
    "MAX_PAGE_SIZE": 100,
    "EXPOSE_GRAPHIQL": False,
}
# Whether relations are loaded for all rows at once. Without it the answers are the same, only slower.
GRAPHQL_LOOKAHEAD = env.bool("GRAPHQL_LOOKAHEAD", default=True)
GRAPHENE = {"SCHEMA": "content_api.schema.schema"}

# What a GraphQL request may cost; see docs/api.md.
GRAPHQL_LIMITS = {
    "body_bytes": env.int("GRAPHQL_LIMIT_BODY_BYTES", default=100_000),
    "tokens": env.int("GRAPHQL_LIMIT_TOKENS", default=2_000),
    "depth": env.int("GRAPHQL_LIMIT_DEPTH", default=12),
    "introspection_depth": env.int("GRAPHQL_LIMIT_INTROSPECTION_DEPTH", default=16),
    "introspection_cost": env.int("GRAPHQL_LIMIT_INTROSPECTION_COST", default=500),
    "aliases": env.int("GRAPHQL_LIMIT_ALIASES", default=30),
    "root_fields": env.int("GRAPHQL_LIMIT_ROOT_FIELDS", default=20),
    "directives": env.int("GRAPHQL_LIMIT_DIRECTIVES", default=20),
    "repeated_fields": env.int("GRAPHQL_LIMIT_REPEATED_FIELDS", default=10),
    "comparisons": env.int("GRAPHQL_LIMIT_COMPARISONS", default=10_000),
    "cost": env.int("GRAPHQL_LIMIT_COST", default=5_000),
    "page_size": env.int("GRAPHQL_LIMIT_PAGE_SIZE", default=100),
    "execution_seconds": env.int("GRAPHQL_LIMIT_EXECUTION_SECONDS", default=10),
    "filter_depth": env.int("GRAPHQL_LIMIT_FILTER_DEPTH", default=6),
    "filter_conditions": env.int("GRAPHQL_LIMIT_FILTER_CONDITIONS", default=50),
    "filter_values": env.int("GRAPHQL_LIMIT_FILTER_VALUES", default=100),
    "validation_errors": 20,
}

# What clients without a token may do. Those with one have their own rights, which administrators give them.
GRAPHQL_PUBLIC = {
    "access": env.bool("GRAPHQL_PUBLIC_ACCESS", default=True),
    "introspection": env.bool("GRAPHQL_PUBLIC_INTROSPECTION", default=True),
    "suggestions": env.bool("GRAPHQL_PUBLIC_SUGGESTIONS", default=True),
    "free_documents": env.bool("GRAPHQL_PUBLIC_FREE_DOCUMENTS", default=True),
    "sync": env.bool("GRAPHQL_PUBLIC_SYNC", default=False),
    # By network address; 0 for as many as they like.
    "requests_per_minute": env.int("GRAPHQL_PUBLIC_REQUESTS_PER_MINUTE", default=0),
    "burst": env.int("GRAPHQL_PUBLIC_BURST", default=100),
}
# Usage of clients: seconds until a process passes on what it has counted, days that are kept.
GRAPHQL_USAGE = {"seconds": 5, "days": 400}
# Proxies in front that add their peer's address to X-Forwarded-For.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)

# Previews of drafts; see docs/operators/previews.md. None of a frontend's where the address is empty.
PREVIEWS = {
    "url": env.str("PREVIEW_URL", default=""),
    "only_with_site": False,  # unless the default site has an address of its own
    "content_bytes": env.int("PREVIEW_CONTENT_BYTES", default=2_000_000),  # of what is typed and kept for the frame
    # With one preview's token; and exchanges of links from one network address.
    "requests_per_minute": env.int("PREVIEW_REQUESTS_PER_MINUTE", default=600),
    "burst": env.int("PREVIEW_BURST", default=100),
}

# Answers that are kept; see docs/operators/cache.md. Sizes in bytes.
GRAPHQL_CACHE = {
    "enabled": env.bool("GRAPHQL_CACHE", default=True),
    "memory_bytes": env.int("GRAPHQL_CACHE_MEMORY_BYTES", default=32_000_000),  # in each process
    "shared": False,  # in the cache "default" as well, which all processes have to share for that
    "shared_seconds": 60 * 60,
    "entry_bytes": 1_000_000,  # larger answers are not shared
    "cdn_seconds": env.int("GRAPHQL_CDN_SECONDS", default=60),
    # With what separates the tags in each.
    "tag_headers": {
        name: "," if name == "Cache-Tag" else " " for name in env.list("CDN_TAG_HEADERS", default=["Cache-Tag"])
    },
    "tag_bytes": env.int("GRAPHQL_CACHE_TAG_BYTES", default=3_000),
}

# https://docs.wagtail.org/en/stable/reference/contrib/frontendcache.html
# CDNs that the worker tells of changes, in JSON.
WAGTAILFRONTENDCACHE = env.json("CDN_BACKENDS", default={})

# Trusted documents; valid documents that each process keeps parsed; documents that clients may register by their hash.
GRAPHQL_OPERATIONS_DIR = BASE_DIR / "graphql" / "operations"
GRAPHQL_DOCUMENTS = {"count": 200, "bytes": 500_000}
GRAPHQL_PERSISTED_QUERIES = {
    "register": env.bool("GRAPHQL_REGISTER_PERSISTED_QUERIES", default=False),
    "count": 1_000,
    "bytes": 20_000,
    "seconds": 30 * 24 * 60 * 60,
}

# Take the name of a request from the header X-Request-Id, which a proxy in front must then always set.
TRUST_REQUEST_ID = env.bool("TRUST_REQUEST_ID", default=False)

# https://github.com/adamchainz/django-cors-headers: frontends that may read the API from a browser
CORS_ALLOWED_ORIGINS = env.list("CORS_ALLOWED_ORIGINS", default=[])
CORS_URLS_REGEX = r"^/graphql/$"
CORS_ALLOW_METHODS = ["GET", "OPTIONS", "POST"]
CORS_ALLOW_HEADERS = [*default_headers, "if-none-match"]
CORS_EXPOSE_HEADERS = ["Content-Version", "ETag", "Retry-After", "X-Request-Id"]
