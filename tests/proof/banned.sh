# Functions that have no place in these sources, and why; the places that may have one, and why.
. "$SOURCE/tests/cli/common.sh"
cd "$SOURCE"

# banned FUNCTIONS REASON [PLACES]: words joined by |; places as a pattern of file names
banned() {
    where=$(grep -rnE "(^|[^a-z_A-Z0-9.>])($1) *\(" src include --include=*.[ch] |
        grep -vE '^[^:]*:[0-9]*: *(/\*|\* )' | grep -vE "^(${3:-none}):" || true)
    [ -z "$where" ] || fail "$2: $where"
    ok
}
banned 'gets|strcat|sprintf|vsprintf|strncpy|strncat|stpcpy' 'writes past an end, or leaves none'
banned 'strcpy' 'writes past an end' 'src/base/diag\.c' # two texts of ours, into room that they fit
banned 'strtok' 'keeps a place between calls'
banned 'ato[ifl]|atoll|strto[udl]+l?|strto[fd]|strtold|[a-z]*scanf' \
    'reads numbers by the locale, or silently wrong' \
    'src/base/buf\.c|src/stats/main\.c' # the module of numbers; a program of its own, that sets no locale
banned 'alloca' 'the stack has no refusal'
banned 'setlocale|uselocale' 'the locale of a process is its own'
banned 'system|popen|exec[lv]p?e?' 'starts programs' 'src/base/child\.c' # the renderer and the reader of statistics files, by their paths
banned 'tmpnam|tempnam|mktemp|tmpfile' 'names that another may take first'
banned 'access' 'asks, and finds another file later' \
    'src/(base/child|base/platform|export/renderer|cli/verbs/list|data/check/import_account)\.c' # which programs, words and reports are files
banned 'rand|srand|random|srandom|drand48' 'chance has a seed: base/random.h'
banned 'isal(pha|num)|is(digit|space|upper|lower|punct|print|xdigit|cntrl|graph|blank)|to(upper|lower)|strn?casecmp' \
    'letters by the locale'
banned 'gmtime(_r)?|localtime(_r)?|mktime|timegm|strptime|strftime|asctime|ctime' \
    'days before 1970 and years beyond four digits: base/date.h'
banned 'assert' 'ends the program'
end
