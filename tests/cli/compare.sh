# Comparisons as a user asks for them.
. "$SOURCE/tests/cli/common.sh"
cd "$here"
data=$SOURCE/data/iis

for format in csv json txt md tex; do
    for workers in 1 2; do
        "$ENTENTE" compare "$data" 2009 2021 -q --workers $workers --format $format >out$workers ||
            fail "compare, $format"
    done
    cmp out1 out2 || fail "the number of workers shows in $format"
    [ "$format" != json ] || python3 -m json.tool out1 >/dev/null || fail "not JSON"
    ok
done
# a network with itself: everything is kept, nothing is entered
"$ENTENTE" compare "$data" "$data" -q --as-of 2021-06-30 --format csv >same
[ "$(cut -d, -f3 same | sed 1d | grep -vc '^\(possibly \)\{0,1\}kept$')" = 0 ] || fail "not kept"
"$ENTENTE" compare "$data" "$data" -q --as-of 2021-06-30 --show summary | grep -q '^correlation (QAP)  *1$' ||
    fail "no correlation of 1"
ok
# the numbers of ties agree with those of the networks by themselves
for year in 2009 2021; do
    "$ENTENTE" measure "$data" -q --during $year -m ties --format csv | sed -n 's/^ties,//p'
done | tr '\n' ' ' >ties
"$ENTENTE" compare "$data" 2009 2021 -q --show summary --format csv |
    awk -F, '$1 == "ties" { print $2 " " $3 " " }' | tr -d '\n' | cmp - ties || fail "ties differ"
ok
# the same data under another rule
"$ENTENTE" compare "$data" -q --as-of 2021 --against '--count in-force' --show summary \
    --format csv >rules || fail "--against"
"$ENTENTE" compare "$data" -q --as-of 2021 --against "--during '2009' --level bilateral" \
    >/dev/null || fail "--against with quotes"
ok

# both commands read a date the same way: a year is what held in it, a day is the day
for dates in '1990 2000' '2009 2021' '2009-12-31 2015-06' '2021-12-14 2022-06-01'; do
    set -- $dates
    "$ENTENTE" draw "$data" -q --compare "$1,$2" -o both.svg || fail "draw --compare $dates"
    grep -o 'data-source=[^>]*data-change="[a-z]*"' both.svg | sed 's/.*data-change=//' | sort |
        uniq -c | tr -d ' "\n' >drawn
    "$ENTENTE" compare "$data" "$1" "$2" -q --show ties --format csv | cut -d, -f3 |
        sed -n 's/^possibly //; s/^became .*known$/kept/; /^kept$\|^entered$\|^ended$/p' | sort | uniq -c | tr -d ' \n' |
        cmp - drawn || fail "draw --compare and compare differ: $dates"
    ok
done

wrong() { # expected words, arguments
    want=$1
    shift
    if "$ENTENTE" compare "$@" >/dev/null 2>err; then
        fail "compare $*: went through"
    elif ! grep -q "$want" err; then
        fail "compare $*: $(cat err)"
    fi
    ok
}
wrong 'two dates, two data sets' "$data"
wrong 'two dates, two data sets' "$data" 2009
wrong 'two dates, two data sets' "$data" "$data" 2009 2010
wrong 'dates are given both' "$data" 2009 2010 --as-of 2000
wrong 'takes options' "$data" --against 2009
wrong 'did you mean --count' "$data" --against '--cuont in-force'
wrong 'unclosed quote' "$data" --against "--only 'RUS"
wrong 'cannot be compared' "$data" --against '--network actors'
end
