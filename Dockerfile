# One image for the web server, the worker and the migrations; compose.yaml shows how they fit.

FROM python:3.11-slim-trixie AS builder

# "extras": with what sends traces and reports of errors.
ARG REQUIREMENTS=base

WORKDIR /build
COPY requirements requirements
# The environment has no pip of its own, so the image ends up with none either.
RUN python -m venv --without-pip /venv \
    && pip --python /venv/bin/python install --no-cache-dir --disable-pip-version-check --no-deps --require-hashes -r requirements/$REQUIREMENTS.txt


FROM python:3.11-slim-trixie

# For `manage.py backup` and `restore`: as new as the newest server that is backed up.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends postgresql-client=17+* \
    && rm -rf /var/lib/apt/lists/*

# Readers of this image's code need no shell, no home and no package installer.
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin nuages \
    && pip uninstall --yes --quiet --root-user-action=ignore pip setuptools wheel

# The source roots stand in PYTHONPATH: site/ and graphql/ share their names with packages and are none themselves.
ENV PATH=/venv/bin:$PATH \
    PYTHONPATH=/app:/app/site:/app/graphql \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=config.settings.production \
    BIND=0.0.0.0:8000

COPY --from=builder /venv /venv

WORKDIR /app
COPY manage.py gunicorn.conf.py ./
COPY graphql graphql
COPY site site
COPY media media
COPY articles articles
COPY home home
COPY syndication syndication

# Settings demand every variable; collecting files uses none of these values, and none stays in the image.
RUN SECRET_KEY=none ALLOWED_HOSTS=none PUBLIC_API_URL=https://none DATABASE_URL=sqlite://:memory: \
    REDIS_URL=redis://none S3_BUCKET=none EMAIL_URL=dummymail:// DEFAULT_FROM_EMAIL=none \
    python manage.py collectstatic --noinput --verbosity=0

USER 10001
EXPOSE 8000

HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen('http://127.0.0.1:' + os.environ['BIND'].rpartition(':')[2] + '/healthz', timeout=3)"]

# The heartbeats of gunicorn's processes are files: in memory, since a slow disk would look like a hanging process.
CMD ["gunicorn", "--worker-tmp-dir", "/dev/shm"]
