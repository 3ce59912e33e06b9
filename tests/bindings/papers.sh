# The templates of articles, built from clean: the numbers in the text are those of the command, figures, captions,
# tables and references are there. What is not installed is not built; where nothing is, the test is skipped.
. "$SOURCE/tests/bindings/common.sh"
mkdir -p "$TMP/tree/examples" "$TMP/tree/bindings"
cp -R "$SOURCE/examples/papers" "$TMP/tree/examples/"
cp -R "$SOURCE/bindings/quarto" "$SOURCE/bindings/latex" "$TMP/tree/bindings/"
ln -s "$SOURCE/data" "$TMP/tree/data"
cd "$TMP/tree/examples/papers"
filter=_extensions/entente/entente.lua
built=

value() {
    "$ENTENTE" measure ../../data/iis "$@" --format csv -q -o - | tail -n 1
}
nodes=$(value -m nodes --scope network | cut -d, -f2)
isolates=$(value -m isolates --scope network | cut -d, -f2)
density=$(value -m density --scope network | cut -d, -f2 | LC_ALL=C awk '{ printf "%.3f", $1 }')
degree=$("$ENTENTE" measure ../../data/iis -m degree --scope node --format csv -q -o - | sed -n 's/^RUS,.*,//p')
in2015=$("$ENTENTE" measure ../../data/iis -m degree --scope node --as-of 2015-12-31 --format csv -q -o - | sed -n 's/^RUS,.*,//p')

# text FILE: the words of a document on one line
numbers_in() {
    text=$(tr -s ' \n\302\240' ' ' <"$1")
    for words in "Of the $nodes states and organizations, $isolates have no tie that binds them" "Russia has $degree ties" "the network is $density." \
        "of 2015 Russia had $in2015 ties" "The most central actors" "Collective Security Treaty Organization" "Made by entente"; do
        case "$text" in
        *"$words"*) ;;
        *) fail "$1: '$words' is not in the text: $text" ;;
        esac
    done
}

if command -v pandoc >/dev/null; then
    pandoc -s -L $filter -f markdown article.qmd -o article.html 2>messages || fail "HTML: $(cat messages)"
    pandoc article.html -t plain --wrap=none -o html.txt
    numbers_in html.txt
    for words in 'href="#fig-network">Figure' 'Figure 2: The system of' 'id="tbl-central"' 'alt="Agreements by level, ' 'Table 1: '; do
        tr -s '\n\302\240' ' ' <article.html | grep -q "$words" || fail "HTML without $words"
    done
    [ -s entente-figures/fig-network.svg ] || fail "no figure for HTML"
    pandoc -L $filter -f markdown article.qmd -o article.docx 2>messages || fail "Word: $(cat messages)"
    pandoc article.docx -t plain --wrap=none -o word.txt
    numbers_in word.txt
    command -v unzip >/dev/null || skip "unzip is not installed"
    unzip -l article.docx | grep -q "media/.*png" || fail "Word without figures"
    unzip -p article.docx word/document.xml | grep -q "<w:tbl>" || fail "Word without a table of its own"

    # a command that fails stops the document, and says what to do
    printf '```{.entente #fig-x}\ndraw nothere.csv\n```\n' >wrong.md
    ! pandoc -L $filter wrong.md -o wrong.html 2>messages || fail "a wrong command makes a document"
    grep -q "nothere.csv: error: cannot open" messages && grep -q "draw nothere.csv.*#fig-x" messages || fail "messages: $(cat messages)"
    printf 'x `../../data/iis degree Nowhere`{.entente}\n' >wrong.md
    ! pandoc -L $filter wrong.md -o wrong.html 2>messages || fail "a node that is not there makes a document"
    grep -q "Nowhere is not in the result" messages || fail "messages: $(cat messages)"

    # where Quarto runs the filter, numbers and references are left to it
    printf 'quarto = {}\nreturn dofile("%s")\n' $filter >quarto.lua
    pandoc -L quarto.lua -t native -f markdown article.qmd -o quarto.native 2>messages || fail "as Quarto: $(cat messages)"
    ! grep -q 'Figure\\160' quarto.native || fail "numbers of figures beside those of Quarto"
    grep -q 'Cite' quarto.native && grep -q '"fig-alt"' quarto.native || fail "no reference or description for Quarto"

    # with the figures of pandoc 3, whose constructor stands for what it was given
    if ! pandoc --version | grep -q "^pandoc.* 3\."; then
        cat >pandoc3.lua <<'X'
pandoc.Figure = function(content, caption, attr)
  return pandoc.Div({ content[1], caption.long[1] }, attr)
end
return dofile("_extensions/entente/entente.lua")
X
        pandoc -L pandoc3.lua -t native -f markdown article.qmd -o three.txt 2>messages || fail "as pandoc 3: $(cat messages)"
        grep -q '"The system of .*Agreements by level, ' three.txt && grep -q '"Figure.160' three.txt && grep -q 'Str "system"' three.txt || fail "as pandoc 3: $(cat three.txt)"
    fi
    built="$built HTML Word"
fi

if command -v pdflatex >/dev/null && kpsewhich lmodern.sty l3keys2e.sty booktabs.sty >/dev/null; then
    export TEXINPUTS=../../bindings/latex:
    tex() { pdflatex -interaction=nonstopmode "$@" article.tex >tex.log 2>&1 || fail "LaTeX: $(grep -A4 '^!' tex.log)"; }
    tex # from prepared files: the commands are written, run, and found
    grep -q "entente-files/fig-network.pdf. is missing" article.log || tr -d '\n' <article.log | grep -q "missing" || fail "nothing said"
    sh article.ent 2>messages || fail "article.ent: $(cat messages)"
    tex
    tex
    ! grep -q "undefined\|entente Warning" article.log || fail "LaTeX: $(grep -A2 'undefined\|entente Warning' article.log)"
    if command -v pdftotext >/dev/null; then
        pdftotext article.pdf latex.txt
        numbers_in latex.txt
        rm -r entente-files article.aux article.pdf article.ent
        tex -shell-escape
        tex -shell-escape
        pdftotext article.pdf escape.txt
        cmp latex.txt escape.txt || fail "with shell escape, the article is another"
        [ ! -e article.ent ] || fail "commands to run although they were run"
    fi
    if command -v pandoc >/dev/null; then
        pandoc -L $filter -f markdown article.qmd -o quarto.pdf 2>messages || fail "PDF by pandoc: $(cat messages)"
        ! command -v pdftotext >/dev/null || { pdftotext quarto.pdf pdf.txt && numbers_in pdf.txt; }
    fi
    built="$built PDF"
fi

if (need_r knitr rmarkdown) >/dev/null && command -v pandoc >/dev/null; then
    need_r knitr rmarkdown
    install_r
    Rscript -e 'for (f in c("html_document", "word_document")) rmarkdown::render("article.Rmd", f, output_file = paste0("rmd-", f), quiet = TRUE)' \
        >messages 2>&1 || fail "R Markdown: $(cat messages)"
    pandoc rmd-word_document.docx -t plain --wrap=none -o rmd.txt
    numbers_in rmd.txt
    grep -q 'alt="Agreements by level, ' rmd-html_document.html || fail "R Markdown without a description of the figure"
    built="$built R-Markdown"
fi
[ -n "$built" ] || skip "neither pandoc nor LaTeX is installed"
echo "built:$built"
