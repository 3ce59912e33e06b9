# Series as a user asks for them: the same bytes for any number of workers, and words that help.
. "$SOURCE/tests/cli/common.sh"
cd "$here"
data=$SOURCE/data/iis

for format in csv tsv json txt md tex; do
    for workers in 1 2 3; do
        "$ENTENTE" series "$data" --from 1999 --to 2021 -q --workers $workers --format $format \
            -m degree,betweenness,community,tie_weight,density \
            --changes changes$workers.csv --communities events$workers.csv \
            --summary summary$workers.csv >out$workers || fail "series $format, $workers workers"
    done
    for file in out changes events summary; do
        case $file in out) suffix= ;; *) suffix=.csv ;; esac
        cmp ${file}1$suffix ${file}2$suffix && cmp ${file}1$suffix ${file}3$suffix ||
            fail "$file differs with the number of workers ($format)"
        ok
    done
    [ "$format" != json ] || python3 -m json.tool out1 >/dev/null || fail "not JSON"
done

# the table agrees with one year asked by itself
"$ENTENTE" series "$data" --from 2015 --to 2015 -q -m degree --format csv |
    sed 1d | cut -d, -f3,5 | sort >series.txt
"$ENTENTE" measure "$data" --during 2015 -q -m degree --format csv | sed 1d |
    awk -F, '{ print $1 "," $NF }' | sort >year.txt
cmp series.txt year.txt || fail "2015 in the series is not 2015"
ok
# a tie that appears: the act and its date
grep -q '^2015,CHN,RUS,none,tie,' changes1.csv || fail "no tie of China and Russia in 2015"
ok

# with bounds too, in the table and by themselves
for workers in 1 2; do
    "$ENTENTE" series "$data" --from 2008 --to 2012 -q --workers $workers --format csv --bounds \
        --samples 20 -m degree,betweenness,density >bounds$workers || fail "series --bounds"
    "$ENTENTE" measure "$data" --as-of 2010 -q --workers $workers --format csv --bounds \
        --samples 20 -m degree,betweenness >year$workers || fail "measure --bounds"
done
cmp bounds1 bounds2 && cmp year1 year2 || fail "bounds differ with the number of workers"
grep -q '^2010,network,,density_high,' bounds1 || fail "no density_high"
ok

# what bounds cost is said before, and refused when it is too much
"$ENTENTE" series "$data" --from 2008 --to 2012 --bounds --samples 4 -m density >/dev/null 2>err
grep -q '5 steps x 4 completions = up to 20 networks' err || fail "cost: $(cat err)"
ok

wrong() { # expected words, arguments
    want=$1
    shift
    if "$ENTENTE" series "$@" >/dev/null 2>err; then
        fail "series $*: went through"
    elif [ $? -gt 2 ] || [ "$(wc -l <err)" -ne 1 ] || ! grep -q "$want" err; then
        fail "series $*: $(cat err)"
    fi
    ok
}
wrong '= 110000 networks, more than 100000; .*--force' "$data" --from 2001 --to 2011 --bounds \
    --samples 10000
wrong 'needs --from and --to' "$data"
wrong 'needs --from and --to' "$data" --from 1999
wrong 'a series takes --from and --to' "$data" --from 1999 --to 2001 --as-of 2000
wrong 'expected years, months or days' "$data" --from 1999 --to 2001 --step 1w
wrong 'ends before it begins' "$data" --from 2001 --to 1999
wrong "did you mean 'degree'" "$data" --from 1999 --to 2001 -m degre
wrong "did you mean 'during'" "$data" --from 1999 --to 2001 --at durin
wrong 'unknown' "$data" --from 1999 --to 2001 --format xls
wrong 'needs a single network' "$data" --from 1999 --to 2001 --ledger ledger.csv
wrong 'cannot both be written' "$data" --from 1999 --to 2001 --changes -
wrong 'cannot both be written' "$data" --from 1999 --to 2001 --changes x --communities x
wrong 'would be overwritten' "$data" --from 1999 --to 2001 --changes "$data/parties.csv"
# ties of agreements without a recorded end: the message of the series against the sum over its steps
sum=0
for year in 2020 2021 2022 2023; do
    here=$("$ENTENTE" measure "$data" --during $year -m ties --format csv 2>&1 >/dev/null |
        sed -n 's/.*note: \([0-9]*\) of .* assumed still.*/\1/p')
    sum=$((sum + ${here:-0}))
done
[ $sum -gt 0 ] || fail "no tie is assumed"
"$ENTENTE" series "$data" --from 2020 --to 2023 -m ties >out 2>err || fail "series: $(cat err)"
grep -q "note: $sum of .* are assumed still in force, in 2 of 4 steps" err || fail "not $sum: $(cat err)"
grep -q "; $sum of .* assumed still in force" out || fail "the record says nothing of $sum: $(cat out)"
"$ENTENTE" series "$data" --from 2020 --to 2023 -m ties --open-ended unknown 2>&1 | grep assumed && fail "strict, and assumed"
ok
# data without a column for ends say nothing of ends, and that is said
"$ENTENTE" series "$SOURCE/data/examples/party-rows.csv" --from 1962 --to 1963 -m ties >out 2>err || fail "series: $(cat err)"
grep -q 'note: all [0-9]* ties, summed over the steps, are assumed still in force, because the data have no column for ends$' err ||
    fail "no word of ends: $(cat err)"
"$ENTENTE" measure "$SOURCE/data/examples/party-rows.csv" --as-of 1990 -m ties >out 2>err
grep -q 'note: all [0-9]* ties assumed still in force, since no column is read as their ends$' err || fail "$(cat err)"
"$ENTENTE" measure "$SOURCE/data/examples/party-rows.csv" -m ties 2>&1 | grep assumed && fail "no day, and assumed"
ok
end
