# numerics.sh: digits that count, through the whole command: correlations of two networks whose
# weights are large and nearly alike, p-values that equal a level, costs that are said first.
. "$SOURCE/tests/cli/common.sh"
cd "$here"

# ---- a constant added to all weights of complete networks changes no correlation ----
for base in 0 1000000 10000000 1000000000000; do
    for k in 1 2; do
        awk -v k=$k -v base=$base 'BEGIN {
            print "source,target,weight"
            split("DEU,FRA DEU,ITA DEU,POL FRA,ITA FRA,POL ITA,POL", pair, " ")
            for (i = 1; i <= 6; i++)
                printf "%s,%.0f\n", pair[i], base + (i * i * k * 7 + i * 3) % 9 + 1
        }' >q$k.csv
    done
    "$ENTENTE" compare q1.csv q2.csv --weight column:weight --show summary --format csv -q |
        grep '^correlation' >found
    [ $base != 0 ] || cp found first
    cmp found first || fail "weights near $base: $(cat found)"
done
grep -q 0.344896752 first || fail "not 0.344896752: $(cat first)"
ok

# ---- a p-value of 1/5 passes at a level of 0.2: five agreements, two with one each ----
cat >five.csv <<'X'
agreement,party
A,FRA
A,DEU
B,ITA
B,ESP
C,ITA
C,ESP
D,ITA
D,ESP
E,ITA
E,ESP
X
"$ENTENTE" measure five.csv --network actors --backbone hypergeometric --correction none --alpha 1 \
    -m backbone_p --format csv -q | grep -q '^DEU,FRA,0.2$' || fail "not 0.2"
for alpha in 0.2 0.199999; do
    "$ENTENTE" measure five.csv --network actors --backbone hypergeometric --correction none \
        --alpha $alpha -m backbone_p --format csv -q | grep -c '^DEU,FRA' >found || true
    [ "$(cat found)" = "$([ $alpha = 0.2 ] && echo 1 || echo 0)" ] || fail "at $alpha: $(cat found)"
done
ok

# ---- weights whose sum is no number are refused with a word ----
printf 'source,target,weight\nFRA,DEU,1e308\nDEU,ITA,1e308\n' >huge.csv
! "$ENTENTE" measure huge.csv --weight column:weight -m total_weight,gini_strength >out 2>err ||
    fail "a sum of infinity went through"
grep -q 'more than a number can hold' err || fail "$(cat err)"
[ ! -s out ] || fail "something was printed"
ok
end
