# What a figure must not do: be blank, leave things out, or say what is not so, without a word.
. "$SOURCE/tests/cli/common.sh"
cd "$here"
iis=$SOURCE/data/iis

refused() { # words of the error; then the command
    words=$1
    shift
    rm -f no.svg
    if "$ENTENTE" draw "$@" -q -o no.svg 2>said; then fail "draw $*: rc 0"; fi
    [ ! -e no.svg ] || fail "draw $*: a figure all the same"
    grep -q "$words" said || fail "draw $*: no '$words' in: $(cat said)"
    ok
}

# ---- blank figures ----

printf 'agreement,party,role,signed\nA,FRA,sponsor,2000\nA,DEU,sponsor,2000\nB,FRA,party,2001\n' >sponsors.csv
refused 'sponsors and fewer than two parties: --role sponsor includes it' sponsors.csv --network actors
refused '1 agreement has fewer than two parties' sponsors.csv --network actors
"$ENTENTE" draw sponsors.csv --network actors --role sponsor -q -o x.svg || fail "the option named brings no tie"
"$ENTENTE" draw sponsors.csv --network actors --allow-empty -q -o x.svg || fail "--allow-empty"
refused '1 agreement has fewer than two parties; 1 agreement does not count yet on 1750' sponsors.csv \
    --network actors --as-of 1750 --role sponsor,party
refused 'the figure would be blank' "$iis" --as-of 1750
refused 'global agreements have .*--role .*includes' "$iis" --level global
refused 'the data have no memberships' sponsors.csv --network members
printf 'agreement,party\nA,FRA\nA,DEU\n' >undated.csv
refused 'the timeline would be blank: of 1 agreement none has a known day' undated.csv --layout timeline \
    --network actors
# agreements tied by parties are all of one mode: they are rows
"$ENTENTE" draw "$iis" --network acts --layout matrix -q -o acts.svg
[ "$(grep -c 'text' acts.svg)" -gt 20 ] || fail "a matrix of agreements without rows"
ok

end
