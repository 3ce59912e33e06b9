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

# ---- timelines ----

# 500 agreements in 20 years: each has its mark; the words count what is drawn
python3 - >many.csv <<'PY'
print('agreement,party,signed')
for i in range(500):
    for party in ('A%d' % (i % 40), 'B%d' % (i % 37)):
        print('T%d,%s,%d-%02d' % (i, party, 1990 + i % 20, 1 + i % 12))
PY
"$ENTENTE" draw many.csv --layout timeline -q --caption many.txt -o many.svg
[ "$(grep -c 'class="node' many.svg)" = 500 ] || fail "$(grep -c 'class="node' many.svg) of 500 agreements"
grep -q 'line of time: 500 agreements' many.txt || fail "caption: $(cat many.txt)"
grep -q '>500 agreements at the day of the first signature by a party<' many.svg || fail "no word of what the days are"
xmllint --noout many.svg
# days on the rows of parties count, and agreements without a day are said
printf 'agreement,party,signed\nA,FRA,2001-05\nA,DEU,2000-01-31\nB,FRA,\nB,DEU,\n' >days.csv
"$ENTENTE" draw days.csv --layout timeline -q -o days.svg
grep -q '>A, 2000-01-31: 2 parties<' days.svg || fail "the day of the first signature: $(grep '<title' days.svg)"
grep -q '>1 agreement without a known day is not drawn<' days.svg || fail "an undated agreement is gone in silence"
ok

end
