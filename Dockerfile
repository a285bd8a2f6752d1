# syntax=docker/dockerfile:1
# Two stages: the first compiles and installs, the second holds only what runs, as an ordinary account.
FROM python:3.11-slim-bookworm AS build
RUN apt-get update && apt-get install -y --no-install-recommends build-essential cmake nodejs npm && rm -rf /var/lib/apt/lists/*
WORKDIR /attain
COPY pyproject.toml requirements.lock package.json package-lock.json Makefile README.md ./
COPY packaging packaging
COPY content_store content_store
COPY retrieval retrieval
COPY tutor tutor
COPY evaluation evaluation
COPY web web
# The image may run on another processor than it was built on, so nothing beyond AVX2 is assumed.
ENV CMAKE_ARGS="-DLLAVA_BUILD=OFF -DCMAKE_PROJECT_llama_cpp_INCLUDE=/attain/packaging/llama-cpp.cmake -DGGML_NATIVE=OFF -DGGML_AVX2=ON -DGGML_FMA=ON -DGGML_F16C=ON"
RUN make install

FROM python:3.11-slim-bookworm
RUN apt-get update && apt-get install -y --no-install-recommends libgomp1 && rm -rf /var/lib/apt/lists/* \
    && useradd --create-home --uid 10001 attain && mkdir /data && chown attain /data
COPY --from=build --chown=root:root /attain /attain
USER attain
WORKDIR /attain
ENV PATH=/attain/.venv/bin:$PATH ATTAIN_DATA=/data ATTAIN_MODELS=/data/models ATTAIN_HOST=0.0.0.0 PYTHONUNBUFFERED=1
VOLUME /data
EXPOSE 8000
HEALTHCHECK --start-period=120s CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/health', timeout=5)"]
CMD ["sh", "-c", "attain setup && exec attain serve"]
