# One image for every role: web, live, worker, beat and migrate. See docs/operations.md.

FROM python:3.11-slim-bookworm AS build
RUN apt-get update \
 && apt-get install --yes --no-install-recommends gcc libc6-dev libpq-dev \
 && rm -rf /var/lib/apt/lists/*
RUN python -m venv /opt/venv
COPY requirements/prod.txt /tmp/prod.txt
# psycopg2 comes as source and is built here, against the libpq that the image below has.
RUN /opt/venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r /tmp/prod.txt

FROM python:3.11-slim-bookworm
RUN apt-get update \
 && apt-get install --yes --no-install-recommends libpq5 \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --user-group --home-dir /srv/cairn cairn \
 && install --directory --owner=cairn --group=cairn /data
ENV PATH=/opt/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 DATA_DIR=/data
WORKDIR /srv/cairn
COPY --from=build /opt/venv /opt/venv
COPY manage.py ./
COPY config config
COPY community community
COPY groups groups
COPY mentorship mentorship
COPY templates templates
COPY static static
# The settings want a key and an address; these are used for nothing and kept nowhere.
RUN SECRET_KEY=build FIELD_KEYS=build SITE_URL=https://build.invalid DATA_DIR=/tmp/build \
    python manage.py collectstatic --no-input && rm -rf /tmp/build
USER cairn
EXPOSE 8000
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "config.wsgi:application"]
