# What was built has the marks of hardening, read from the files themselves: a flag on a command line
# that the compiler drops would go unnoticed.
. "$SOURCE/tests/cli/common.sh"

# mark PROGRAM WHAT PATTERN READELF-OPTIONS...: readelf says it
mark() {
    program=$1 what=$2 pattern=$3
    shift 3
    readelf -W "$@" "$program" 2>/dev/null | grep -qE "$pattern" || fail "$program: no $what"
    ok
}

for program in "$ENTENTE" "$(dirname "$ENTENTE")/entente-render"; do
    mark "$program" 'position independence' 'FLAGS_1.*PIE' -d
    mark "$program" 'table of relocations that is closed after the start' GNU_RELRO -l
    mark "$program" 'binding at the start' 'FLAGS_1.*NOW' -d
    mark "$program" 'stack without code' 'GNU_STACK .* RW +0x' -l
    mark "$program" 'guard of the stack' __stack_chk_fail --dyn-syms
    ! readelf -Wl "$program" | grep -qE 'LOAD .* RWE ' || fail "$program: memory to write and to run"
    # the mark of the whole file is absent where the system's start code has none: look at our code
    case $(uname -m) in
    x86_64)
        objdump -d --disassemble=main "$program" | grep -q endbr64 || fail "$program: leaps go anywhere"
        ok
        ;;
    esac
    [ "$TYPE" != Release ] || mark "$program" 'checked calls' '__[a-z]+_chk@' --dyn-syms
done
# these leave no mark: the lines of the compiler say it
rules=$BINARY/build.ninja
if [ -e "$rules" ]; then
    grep -q 'FLAGS = .*-fstack-clash-protection' "$rules" || fail "no guard against leaps over the stack's end"
    [ "$TYPE" != Release ] || grep -q 'FLAGS = .*-D_FORTIFY_SOURCE=3' "$rules" || fail "not fortified to level 3"
    ok
fi
end
