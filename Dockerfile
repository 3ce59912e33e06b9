# The command in a container, for those who want to repeat a figure:
#   docker build -t entente . && docker run --rm -v "$PWD:/data" entente draw /data/treaties.csv -o /data/figure.svg
FROM debian:12-slim AS build
COPY . /source
WORKDIR /source
RUN sh bootstrap.sh build && cmake --install build/release --prefix /usr/local

FROM debian:12-slim
RUN apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        libigraph3 libgvc6 librsvg2-2 libcairo2 libtiff6 libfontconfig1 libutf8proc2 libxxhash0 libmd0 zlib1g \
        libexpat1 libgomp1 && rm -rf /var/lib/apt/lists/*
COPY --from=build /usr/local /usr/local
RUN ldconfig
WORKDIR /data
ENTRYPOINT ["entente"]
