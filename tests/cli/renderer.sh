# The rendering program at arm's length: what it must not do to files, and that it does not outlive
# the command. Programs of our own stand in its place, beside a copy of the command.
. "$SOURCE/tests/cli/common.sh"
cd "$here"
mkdir bin
cp "$ENTENTE" bin/entente
as() { # the script that is the renderer
    printf '#!/bin/sh\n%s\n' "$1" >bin/entente-render
    chmod +x bin/entente-render
}
real=$(dirname "$ENTENTE")/entente-render

# a figure above the limit is an error, and the file that was there stays
echo old >f.svg
as 'cat >/dev/null; head -c 600000000 /dev/zero'
bin/entente draw "$SOURCE/data/iis" -q -o f.svg 2>said && fail "a figure of 600 MB was taken"
grep -q 'error: the figure is larger than 512 MiB' said || fail "too large: $(cat said)"
[ "$(cat f.svg)" = old ] || fail "the old file is gone"
ok

# 5,000 nodes are drawn at most; the message says what to do
{ echo source,target; seq 5001 | awk '{ print "P" $1 ",P" ($1 + 1) }'; } >many.csv
for output in many.dot many.svg; do
    case $output in *.dot) verb=graph ;; *) verb=draw ;; esac
    "$ENTENTE" $verb many.csv -q -o $output 2>said && fail "5,002 nodes in $output"
    grep -q 'error: more than 5000 nodes; select a part of the network' said || fail "5,002 nodes: $(cat said)"
    [ ! -e $output ] || fail "$output was written"
    ok
done

# a command that is killed takes its renderer along
as "echo \$\$ >'$here/pid'; exec sleep 300"
bin/entente draw "$SOURCE/data/iis" -q -o f.svg &
command=$!
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    [ -s pid ] && break
    sleep 0.5
done
kill -9 $command
wait $command 2>/dev/null || true
for i in 1 2 3 4 5 6 7 8 9 10; do
    kill -0 "$(cat pid)" 2>/dev/null || break
    sleep 0.5
done
if kill -0 "$(cat pid)" 2>/dev/null; then
    kill -9 "$(cat pid)"
    fail "the renderer outlives its command"
fi
ok

# numbers without a place on a page are refused, not written
as "cat >'$here/description'; exit 1"
refused() { # what, a change to the description
    sed "$2" description >changed
    cmp -s description changed && fail "$1: nothing was changed"
    if "$real" <changed >figure 2>said; then
        grep -qiE '[ ,"MLChv(]-?(nan|inf)(mm)?[ ,")LChv]' figure && fail "$1: a number that is none"
    else
        grep -q '^error: ' said || fail "$1: no word: $(cat said)"
        [ ! -s figure ] || fail "$1: a figure all the same"
    fi
    ok
}
for layout in stress column pyramid blocs bundle matrix map timeline rings columns table; do
    case $layout in table) kind="--network two-mode" ;; *) kind= ;; esac
    # shellcheck disable=SC2086
    bin/entente draw "$SOURCE/data/iis" -q --layout $layout $kind -o f.svg 2>said || true
    refused "$layout, weights" 's/"weight":[0-9.]*/"weight":1e300/g'
    refused "$layout, places" 's/"weight":\([0-9.]*\)/"weight":\1,"x":1000,"y":-1000,"lat":90,"lon":-180/g; s/"a":/"sub":"","a":/g; /"a":/s/,"x":1000,"y":-1000,"lat":90,"lon":-180//g'
done
bin/entente draw "$SOURCE/data/iis" -q --plot distribution -o f.svg 2>said || true
refused 'low and high' 's/"low":[-0-9.e]*/"low":-1e300/g; s/"high":[-0-9.e]*/"high":1e300/g'
refused 'ticks' 's/"ticks":\[\[[-0-9.e]*,/"ticks":[[1e308,/g'
refused 'data' 's/"data":\[\[[-0-9.e]*,/"data":[[1e308,/g'
refused 'huge data' 's/"data":\[\[\([-0-9.e]*\),[-0-9.e]*/"data":[[\1,-1e308/g'
end
