# One image, three commands: `fremdrift web` (any number of them), `fremdrift worker` and `fremdrift backup --nightly`.
# compose.yaml shows them all; tests/soak/test_image.py runs these steps.
ARG PYTHON=python:3.11-slim-bookworm
ARG NODE=node:24-bookworm-slim
# npm: fetches the small plotly.js. plain: needs no node image; the pages then load the full plotly.js.
ARG BUNDLE=npm

FROM ${PYTHON} AS plain
RUN mkdir /node

FROM ${NODE} AS npm
RUN mkdir /node && cp -a /usr/local/bin /usr/local/lib /node

FROM ${BUNDLE} AS node

FROM ${PYTHON} AS build
COPY --from=node /node /node
ENV PATH=/node/bin:$PATH PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_ROOT_USER_ACTION=ignore
WORKDIR /source
COPY requirements.lock requirements-run.lock ./
# The environment of the image has no pip and none of the tests' tools.
RUN python -m venv --without-pip /app \
    && pip --python /app/bin/python install --no-deps --require-hashes -r requirements-run.lock
# What builds the wheel, by hash too: its lines out of the whole lock.
RUN python -m venv /builder \
    && awk '/^[a-z]/ { wanted = /^(hatchling|packaging|pathspec|pluggy|tomlkit|trove-classifiers)==/ } wanted' requirements.lock > builder.lock \
    && /builder/bin/pip install --require-hashes -r builder.lock
COPY . .
# The bundle first: the wheel carries it.
RUN /app/bin/python .ci/plotly_bundle.py \
    && /builder/bin/pip wheel --no-deps --no-build-isolation --wheel-dir /wheel . \
    && pip --python /app/bin/python install --no-deps /wheel/*.whl

FROM ${PYTHON}
RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin fremdrift \
    && install -d -o fremdrift -g fremdrift /data /config /backups
COPY --from=build /app /app
# It listens to all and opens nothing: whoever is not signed in reads what is public. FREMDRIFT_URL is the operator's to say.
ENV PATH=/app/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    FREMDRIFT_HOME=/data FREMDRIFT_CONFIG=/config FREMDRIFT_HOST=0.0.0.0 FREMDRIFT_PORT=8050
USER 10001
WORKDIR /data
VOLUME /data
EXPOSE 8050
# For `web`. The worker has no port: start it with --no-healthcheck; /readyz of `web` tells whether one lives.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["python", "-c", "\
import http.client, os, sys; \
web = http.client.HTTPConnection('127.0.0.1', int(os.environ['FREMDRIFT_PORT']), timeout=4); \
web.request('GET', '/healthz'); \
sys.exit(web.getresponse().status != 200)"]
CMD ["fremdrift", "web"]
