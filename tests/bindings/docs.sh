# docs/bindings.md: every block of code is run where its program is installed.
. "$SOURCE/tests/bindings/common.sh"
page="$SOURCE/docs/bindings.md"
cd "$TMP"
ln -s "$SOURCE/data" data
ln -s "$SOURCE/bindings" bindings
ran=

# blocks LANGUAGE FENCE: the text of these blocks
blocks() {
    awk -v begin="$2$1" -v end="$2" '$0 == begin { on = 1; next } $0 == end { on = 0 } on' "$page"
}

if (need_r igraph) >/dev/null; then
    need_r igraph
    install_r
    blocks r '```' >page.R
    Rscript page.R >r.out 2>&1 || fail "R: $(cat r.out)"
    [ -s treaties.svg ] || fail "R: no figure"
    grep -q "IGRAPH\|FRA" r.out || fail "R: $(cat r.out)"
    ran="$ran R"
fi
if (need_python networkx pandas) >/dev/null; then
    need_python networkx pandas
    rm -f treaties.svg
    blocks python '```' >page.py
    PYTHONPATH="$SOURCE/bindings/python/src" PYTHONDONTWRITEBYTECODE=1 "$PYTHON" page.py >python.out 2>&1 || fail "Python: $(cat python.out)"
    [ -s treaties.svg ] || fail "Python: no figure"
    ran="$ran Python"
fi
if command -v pandoc >/dev/null; then
    blocks markdown '````' | awk '/^---$/ { on = 1 } on' >article.md
    blocks sh '```' | grep '^pandoc' >page.sh
    sh -e page.sh 2>messages || fail "pandoc: $(cat messages)"
    [ -s article.docx ] && grep -q "Figure" article.html || fail "pandoc: no documents"
    ran="$ran pandoc"
fi
if command -v pdflatex >/dev/null && kpsewhich lmodern.sty l3keys2e.sty booktabs.sty >/dev/null; then
    blocks latex '```' >article.tex
    blocks sh '```' | grep -v '^pandoc' | sed 's/^pdflatex/& -interaction=nonstopmode/' >page.sh
    TEXINPUTS=bindings/latex: sh -e page.sh >messages 2>&1 || fail "LaTeX: $(cat messages)"
    ! grep -q "entente Warning\|undefined" article.log || fail "LaTeX: $(grep -A2 'Warning' article.log)"
    ran="$ran LaTeX"
fi
[ -n "$ran" ] || skip "none of R, Python, pandoc and LaTeX is installed"
echo "ran:$ran"
