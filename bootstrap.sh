#!/bin/sh
# bootstrap.sh: from a bare machine to a network, its table and its figure.
#
#   sh bootstrap.sh deps      install what is needed to build (says what, before it does)
#   sh bootstrap.sh build     build/release/entente and entente-render
#   sh bootstrap.sh demo      build, then the figure and table of data/iis in out/
#   sh bootstrap.sh test      build, then all tests
#   sh bootstrap.sh presets   build with every preset (debug, clang, POSIX, sanitizers), quick tests
#   sh bootstrap.sh sanitize  all tests under the address and undefined-behaviour sanitizers
#   sh bootstrap.sh bench     build, then the benchmarks
#
# --no-install: never install anything; fail with the list of what is missing.
set -eu
cd "$(dirname "$0")"

verb=
install=yes
for word in "$@"; do
    case $word in
    --no-install) install=no ;;
    deps | build | demo | test | presets | sanitize | bench) verb=$word ;;
    *)
        echo "bootstrap.sh: unknown word '$word'; expected deps, build, demo, test, presets, sanitize or bench" >&2
        exit 2
        ;;
    esac
done
if [ -z "$verb" ]; then
    sed -n '2,13s/^# \{0,1\}//p' "$0"
    exit 2
fi

build_packages="gcc cmake ninja-build pkg-config libigraph-dev libgraphviz-dev librsvg2-dev libtiff-dev
    libcairo2-dev libfontconfig-dev libutf8proc-dev libxxhash-dev libmd-dev zlib1g-dev libexpat1-dev libreadstat-dev libfreetype-dev
    fonts-liberation2"
test_packages="libcriterion-dev libjansson-dev libxml2-dev graphviz libxml2-utils
    poppler-utils librsvg2-bin locales python3"
# Without these, tests of the interactive page are skipped.
browser_packages="chromium chromium-driver python3-selenium"

# Which of these Debian packages are not installed?
missing() {
    for package in "$@"; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' ||
            printf '%s ' "$package"
    done
}

install_debian() {
    # shellcheck disable=SC2046,SC2086
    wanted=$(missing $1)
    [ -n "$wanted" ] || return 0
    if [ "$install" = no ]; then
        echo "bootstrap.sh: these packages are missing: $wanted" >&2
        exit 1
    fi
    become=
    if [ "$(id -u)" -ne 0 ]; then
        become=sudo
    fi
    echo "bootstrap.sh: installing with apt-get: $wanted"
    # another program may have the lock, as unattended upgrades after a start
    lock=-oDPkg::Lock::Timeout=300
    $become apt-get "$lock" update -qq
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive $become apt-get "$lock" install -y -qq --no-install-recommends $wanted \
        >/dev/null
}

deps() {
    if command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; then
        install_debian "$1"
        return
    fi
    pkg-config --exists igraph libgvc libcgraph librsvg-2.0 libtiff-4 fontconfig libutf8proc libxxhash libmd zlib expat \
        2>/dev/null && return
    cat >&2 <<'TEXT'
bootstrap.sh: this is not Debian or Ubuntu; please install what is needed first:
  Fedora    dnf install gcc cmake ninja-build pkgconf igraph-devel graphviz-devel librsvg2-devel libtiff-devel \
                cairo-devel fontconfig-devel utf8proc-devel xxhash-devel libmd-devel zlib-devel expat-devel liberation-sans-fonts
  Arch      pacman -S gcc cmake ninja pkgconf igraph graphviz librsvg libtiff cairo fontconfig libutf8proc xxhash libmd \
                zlib expat ttf-liberation
  Homebrew  brew install cmake ninja pkg-config igraph graphviz librsvg libtiff cairo fontconfig utf8proc xxhash libmd expat
igraph must be 0.10 or later; tests also need Criterion.
TEXT
    exit 1
}

# A browser for the tests of the page, where there is one to install.
browser() {
    command -v apt-get >/dev/null && command -v dpkg-query >/dev/null || return 0
    (install_debian "$browser_packages") ||
        echo "bootstrap.sh: tests of the interactive page are skipped: no browser"
    # asks pages for what keeps people out; without it that is not asked
    [ "$install" = no ] || [ -d build/axe/node_modules/axe-core ] || ! command -v npm >/dev/null ||
        npm install --prefix build/axe --no-audit --no-fund --silent axe-core@4 >/dev/null ||
        echo "bootstrap.sh: axe-core cannot be installed by npm"
}

build() {
    cmake --preset release "$@" >/dev/null
    cmake --build --preset release
}

case $verb in
deps)
    deps "$build_packages"
    ;;
build)
    deps "$build_packages"
    build -DBUILD_TESTING=OFF
    echo "built: build/release/entente"
    ;;
demo)
    deps "$build_packages"
    build -DBUILD_TESTING=OFF
    mkdir -p out
    build/release/entente check data/iis
    build/release/entente draw data/iis -o out/iis.svg
    build/release/entente draw data/iis -o out/iis.pdf
    build/release/entente measure data/iis --scope node --format csv -o out/iis-nodes.csv
    echo "made: out/iis.svg out/iis.pdf out/iis-nodes.csv"
    ;;
test)
    deps "$build_packages $test_packages"
    browser
    build -DBUILD_TESTING=ON
    ctest --preset release -j2
    ;;
presets)
    deps "$build_packages $test_packages clang"
    for preset in dev clang posix; do
        cmake --preset $preset -DBUILD_TESTING=ON >/dev/null
        cmake --build --preset $preset
        ctest --preset $preset -j2 -L quick
    done
    cmake --preset sanitize -DBUILD_TESTING=OFF >/dev/null
    cmake --build --preset sanitize
    build/sanitize/entente measure data/iis -o out/sanitize.txt
    ;;
sanitize)
    deps "$build_packages $test_packages"
    browser
    cmake --preset sanitize -DBUILD_TESTING=ON >/dev/null
    cmake --build --preset sanitize
    ctest --preset sanitize -j "${ENTENTE_JOBS:-$(nproc)}"
    ;;
bench)
    deps "$build_packages"
    build -DBUILD_TESTING=OFF
    sh bench/run.sh
    sh bench/read.sh
    sh bench/series.sh
    ;;
esac
