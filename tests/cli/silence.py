"""Nothing is silent: a word that matches nothing in the data, and an option that another makes void, is a usage
error with what there is or what is missing. A row a command: what is typed, what the error must say.

usage: silence.py ENTENTE SOURCE
"""
import os
import shlex
import subprocess
import sys
import tempfile

PROGRAM, SOURCE = sys.argv[1:3]

ERRORS = [
    # words that no row of the data has
    ("measure iis --topic trade", "no topic 'trade' in these data; there are: "),
    ("measure iis --topic cybercrim", "did you mean 'cybercrime'?"),
    ("graph iis --topic 'cybercrime;trade' -o x.csv", "no topic 'trade' in these data"),
    ("measure plain --topic trade", "no topic 'trade' in these data: no row of them has a topic"),
    ("measure iis --kind treaty", "no kind 'treaty' in these data; there are: action plan;"),
    ("draw iis --kind conventoin -o x.svg", "did you mean 'convention'?"),
    ("measure plain --kind treaty", "no kind 'treaty' in these data"),
    ("series iis --from 2010 --to 2012 --kind pact", "no kind 'pact' in these data"),
    ("compare iis 2010 2015 --topic trade", "no topic 'trade' in these data"),
    ("explain iis RUS CHN --topic trade", "no topic 'trade' in these data"),
    ("measure plain --level regional", "no level 'regional' in these data"),
    ("measure iis --level regonal", "did you mean 'regional'?"),
    ("measure iis --level all", "unknown level 'all'"),
    ("measure iis --role observer", "no role 'observer' in these data; there are: adopter;"),
    ("measure iis --role sponser", "did you mean 'sponsor'?"),
    ("measure iis --tie-kinds bonds", "unknown kind of ties 'bonds'; did you mean 'bound'?"),
    ("measure iis --tie-kinds bound --role party", "--role and --tie-kinds both say which roles create ties"),
    ("measure iis --network members --tie-kinds talks", "--tie-kinds has no effect on a network of members"),
    ("measure iis --tie-kinds bound --kind dialogue", "no kind of ties 'bound' in these data"),
    ("measure iis --within RUS", "no agreement within 'RUS' in these data; there are: ARF; ASEAN;"),
    ("measure iis --within NATO", "North Atlantic Treaty Organization (NATO) is in no row of these data"),
    ("measure iis --only 'RUS;Frnace'", "unknown actor 'Frnace'"),
    ("draw iis --ego Rusia -o x.svg", "did you mean 'Russia'?"),
    ("measure iis --kind ';'", "--kind ';': expected LIST"),
    ("measure iis -m ','", "--measures ',': expected LIST"),
    # measures
    ("measure iis -m centrality", "did you mean 'degree', 'betweenness', 'closeness' or 'eigenvector'? "
                                  "`entente list measures` names all"),
    ("measure iis -m closeness_centrality", "did you mean 'closeness'?"),
    ("measure iis -m betweeness", "did you mean 'betweenness'?"),
    ("measure iis -m xyzzy", "`entente list measures` names them"),
    ("measure --describe centralty", "unknown measure 'centralty'"),
    ("measure iis -m degree,sigma", "-m sigma: needs a null model; add --null curveball"),
    ("series iis --from 2010 --to 2012 -m sigma", "needs a null model"),
    ("compare iis 2010 2015 -m small_world_sigma", "needs a null model"),
    ("measure iis -m backbone_p", "needs a backbone; add --backbone sdsm"),
    ("measure iis -m ei:blok", "no node has a value in a column 'blok'"),
    ("compare iis 2010 2015 -m edge_betweenness", "not shown in any table of this comparison"),
    ("compare iis 2010 2015 -m degree --show summary", "expected numeric measures of the network"),
    ("compare iis 2010 2015 -m density --show nodes", "expected numeric measures of nodes"),
    ("compare iis 2010 2015 -m density --show ties", "--measures has no effect with --show ties"),
    ("series iis --from 2010 --to 2012 -m common_acts", "a series has no measures of pairs"),
    # columns
    ("graph plain --weight column:size -o x.csv", "no column 'size'"),
    ("draw iis --colour regoin -o x.svg", "did you mean 'region'?"),
    ("draw iis --label top:0 -o x.svg", "--label top:0: expected a number from 1 to 5000"),
    ("draw iis --label RUS,Nowhere -o x.svg", "--label: no node of this figure is called 'Nowhere'"),
    ("draw iis --highlight Nowhere -o x.svg", "--highlight: no node of this figure is called 'Nowhere'"),
    ("draw iis --plot ranks --size-most 9 -o x.svg", "--size-most has no effect on plots"),
    ("draw iis --layout stress --size-most 9 -o x.svg", "--size-most 9 is less than the largest value of this figure"),
    ("draw iis --layout pyramid --size-most 90 -o x.svg", "--size-most has no effect in layout pyramid"),
    ("draw iis --plot ranks --highlight RUS -o x.svg", "--highlight has no effect on this plot"),
    ("draw iis --plot series --from 2010 --to 2012 --highlight RUS -o x.svg", "these measures are of the network"),
    ("draw iis --plot series --from 2010 --to 2012 --of degree --highlight X -o x.svg", "no line of this plot is of 'X'"),
    ("draw iis --plot series --from 2010 --to 2012 --match 0.5 -o x.svg", "--match has no effect"),
    ("draw iis --plot series --from 2010 --to 2012 --of community -o x.svg", "numbers of groups are no quantities"),
    ("draw iis --plot series --from 2010 --to 2012 --of degree --top 13 -o x.svg", "13 lines are too many"),
    ("draw iis --plot series --from 2010 --to 2012 --dates 2010,2012 -o x.svg", "--dates has no effect with --from"),
    ("draw iis --plot series --from 2010 --to 2012 --events session --of ties -o x.svg", "--events session: the data have no"),
    ("draw iis --plot ranks --from 2010 --to 2012 -o x.svg", "--from has no effect without --plot series"),
    ("draw iis --plot communities --from 2010 --to 2012 --of degree -o x.svg", "--of has no effect without a plot of a measure"),
    ("draw iis --plot communities --dates 2010 -o x.svg", "communities over time need two dates or more"),
    ("draw iis --plot communities --dates 2010,2012 --caption c.txt -o x.csv", "--caption has no effect on a table"),
    ("draw iis --plot series --dates 2010,2012 --resolution 2 -o x.svg", "--resolution has no effect without"),
    ("draw iis --plot communities --from 1900 --to 2021 -o x.svg", "122 dates are too many for a figure (at most 60)"),
    ("draw iis --plot memberships -o x.svg", "--plot memberships needs --of with an organization"),
    ("draw iis --plot memberships --of ASEAN --as-of 2000 -o x.svg", "--as-of has no effect on --plot memberships"),
    ("draw iis --plot memberships --of NIC -o x.svg", "no membership of this actor"),
    ("draw iis --events all -o x.svg", "--events has no effect without --plot series"),
    ("series iis --dates 2012,2010", "expected dates in the order of time"),
    ("series iis --dates 2012,20x0", "expected dates, separated by commas"),
    ("draw iis --plot ranks --label all -o x.svg", "--label has no effect on plots"),
    ("draw iis --size wealth -o x.svg", "--size wealth: not a measure or column of nodes"),
    ("draw iis --page natur-1col -o x.svg", "unknown page 'natur-1col'; did you mean 'nature-1col'?"),
    ("draw iis --page nature-1col --width 80 -o x.svg", "--width and --page nature-1col exclude each other"),
    ("draw iis --size nature-1col --width 80 -o x.svg", "--width and --size nature-1col exclude each other"),
    ("draw iis --size a4 --page letter -o x.svg", "--page and --size a4 exclude each other"),
    ("draw iis --page slide-4x3 --height 100 -o x.svg", "--height and --page slide-4x3 exclude each other"),
    ("draw iis --page nature-1col --height 180 -o x.svg", "--height 180: --page nature-1col is at most 170 mm high"),
    ("draw iis --layout stress --save-places p.json -o x.svg", "positions are written as CSV or TSV, not 'json'"),
    ("draw iis --language rus -o x.svg", "unknown language 'rus'; did you mean 'ru'?"),
    ("draw iis --title '" + 61 * "long title " + "' -o x.svg", "the title of the figure is longer than 600 letters"),
    ("draw iis --plot ranks --legend none -o x.svg", "--legend has no effect on plots"),
    ("draw iis --shape blok -o x.svg", "--shape blok: not a measure or column"),
    ("draw iis --width thickness -o x.svg", "--width thickness: expected a length"),
    ("draw iis --tie-width thickness -o x.svg", "--tie-width thickness: not a measure or column"),
    ("draw iis --dash colour -o x.svg", "--dash colour: not a measure or column"),
    ("draw plain --colour region -o x.svg", "--colour region: no node has a value in this column"),
    # options that another makes void
    ("measure iis --alpha 0.1", "--alpha has no effect without --backbone"),
    ("graph iis --correction bh -o x.csv", "--correction has no effect without --backbone"),
    ("measure iis --samples 10", "--samples has no effect without --backbone fdsm or --bounds"),
    ("graph iis --backbone sdsm --network actors --samples 9 -o x.csv",
     "--samples has no effect without --backbone fdsm"),
    ("measure iis --network members --kind treaty", "--kind has no effect on a network of members"),
    ("measure iis --network members --count in-force", "--count has no effect on a network of members"),
    ("measure iis --network members --with-memberships", "--with-memberships has no effect"),
    ("measure iis --network members --max-parties 4", "--max-parties has no effect"),
    ("measure iis --population cow --isolates drop", "--population has no effect with --isolates drop"),
    ("measure iis --ego RUS --isolates keep", "--isolates has no effect with --ego"),
    ("measure iis -m degree --runs 10", "--runs has no effect without --null"),
    ("measure iis -m degree --resolution 2", "--resolution has no effect on these measures"),
    ("measure iis -m degree --community louvain", "--community has no effect on these measures"),
    ("measure iis -m degree --distance inverse", "--distance has no effect on these measures"),
    ("measure iis --scope pair", "--scope pair: none of these measures has this scope"),
    ("measure iis --scope node -m density", "--scope node: none of these measures has this scope"),
    ("measure iis --scope network --top 5", "--top has no effect on this --scope"),
    ("measure iis --long --top 5", "--top has no effect with --long"),
    ("measure iis --null density --top 5", "--top has no effect with --null"),
    ("measure iis --null density --long", "--long has no effect with --null"),
    ("measure iis --network actors --projection-report --top 4", "--top has no effect on this report"),
    ("measure iis --agreement all --community leiden", "--community has no effect with --agreement"),
    ("measure --describe degree --top 3", "--top has no effect with --describe"),
    ("measure iis --describe degree", "--describe explains a measure and reads no data; remove"),
    ("series iis --from 2010 --to 2012 -m degree --match 0.5", "--match has no effect without --communities"),
    ("series iis --from 2010 --to 2012 -m degree --samples 5", "--samples has no effect without"),
    ("compare iis 2010 2015 --show nodes --permutations 10", "--permutations has no effect with this --show"),
    ("draw iis --dpi 600 -o x.svg", "--dpi has no effect except on PNG"),
    ("draw iis --top 5 -o x.svg", "--top has no effect without --plot ranks, series, communities or memberships"),
    ("draw iis --of degree -o x.svg", "--of has no effect without a plot"),
    ("draw iis --bounds -o x.svg", "--bounds is an option of --plot ranks"),
    ("draw iis --panels 2010,2015 --ledger l.csv -o x.svg", "--ledger has no effect with --panels"),
    ("draw iis --panels 2010,2015 --as-of 2012 -o x.svg", "--as-of has no effect with --panels"),
    ("draw iis --compare 2010,2015 --during 2012 -o x.svg", "--during has no effect with --panels"),
    ("measure iis --quiet --verbose", "--verbose has no effect with --quiet"),
    ("measure iis --kind agreement --kind convention", "--kind is given twice; expected it once, as a list"),
    ("measure iis --as-of 2010 --as-of 2015", "--as-of is given twice"),
    ("measure iis --as-of 2010 --during 2015", "give a day or a span, not both"),
    ("check iis --documents nothere", "--documents nothere: no such folder"),
    ("explain iis RUS CHN --documents nothere", "--documents nothere: no such folder"),
    ("list measures --as-of 2010", "--as-of has no effect except on lists of data whose rows have days"),
    ("list measures degree", "`entente list measures` takes no operand; remove 'degree'"),
    ("list layouts --actors a.csv", "--actors has no effect except on lists of data"),
    ("import --guess plain.csv other.csv", "remove 'other.csv'"),
    ("import --guess plain.csv --strict", "--strict has no effect with --guess"),
    ("import plain.csv --strict -o package", "--strict has no effect without --map"),
    ("completion bash --format json", "--format has no effect here"),
    # tables
    ("list offices", "no data; give a data package"),
    ("list offces iis", "did you mean 'offices'?"),
    ("list sources iis --as-of 2010", "--as-of has no effect except on lists of data whose rows have days"),
    ("list votes plain", "the data have no votes (votes.csv)"),
    ("agreements iis --with-role sponser", "unknown role 'sponser'; did you mean 'sponsor'?"),
    ("table iis --rows level --of ties --with-role sponsor", "--with-role has no effect on ties"),
    ("table iis", "--rows is missing"),
    ("table iis --rows topik", "unknown column 'topik'; did you mean 'topic'?"),
    ("table iis --rows level --columns rol", "did you mean 'role'?"),
    ("table iis --rows role --of ties", "a tie has no role"),
    ("table iis --rows level --of agrements", "did you mean 'agreements'?"),
    ("table iis --rows level --of ties --show all", "--show has no effect on ties"),
    ("table iis --rows level --columns id --show all", "columns, too many to read (at most 40)"),
    ("actors iis --format tsv --text-width 60", "--text-width has no effect on this format"),
    ("agreements iis --columns id,titel", "unknown column 'titel'; did you mean 'title'?"),
    ("agreements iis --by levl", "unknown column 'levl'; did you mean 'level'?"),
    ("agreements iis --by level --columns id", "--columns has no effect with --by"),
    ("agreements iis --by level,counted", "leave 'counted' out"),
    ("agreements iis --format csv --text-width 60", "--text-width has no effect on this format"),
    ("agreements iis --party Rusia", "did you mean 'Russia'"),
    ("agreements iis --show countd", "did you mean 'counted'?"),
    ("agreements iis --network members", "a network of members has no agreements"),
    # formats
    ("draw iis -o fig.docx", "a figure is not written as a Word file; write it as .png"),
    ("graph iis -o x.xml", "unknown network format 'xml'; expected dot, graphml"),
    ("graph iis -o x.grapml", "did you mean 'graphml'?"),
    ("graph iis -o x.svg", "`entente draw` makes figures"),
    ("measure iis -o x.xls", "unknown table format 'xls'; did you mean 'xlsx'?"),
    ("measure iis --bom", "--bom has no effect on this format"),
    ("measure iis -o x.csv --digits 2", "--digits has no effect on this format"),
    ("measure iis -o x.csv --notes none", "--notes has no effect on this format"),
    ("measure iis --columns nome", "unknown column 'nome'; did you mean 'name'?"),
    ("series iis --from 2010 --to 2012 -o x.csv --columns date", "--columns has no effect"),
    ("series iis --from 2010 --to 2012 --summary x.pdf", "unknown table format 'pdf'"),
    ("graph iis -o x.csv --ledger ledger.pdf", "unknown table format 'pdf'"),
    ("draw iis -o x.svg --caption words.docx", "unknown caption format 'docx'; expected txt, md or tex"),
    ("check iis -o found.svg", "unknown format of findings 'svg'; expected txt, csv or json"),
]

# done, with a word that something did nothing
WARNINGS = [
    ("draw iis --plot memberships --of CSTO --language ru -o x.svg", "--language has no effect on the words of this plot"),
    ("measure iis --open-ended unknown", "--open-ended has no effect without a date: add --as-of or --during"),
    ("graph iis --open-ended unknown -o x.csv", "--open-ended has no effect without a date"),
    ("draw iis --open-ended holds -o x.svg", "--open-ended has no effect without a date"),
    ("measure iis -m degree --seed 4", "--seed has no effect here: nothing is random"),
    ("check plain --documents .", "--documents has no effect: no row of these data refers to a passage"),
    ("list kinds -v", "--verbose has no effect here: no rows are counted"),
]


def run(folder, command):
    words = [{"iis": os.path.join(SOURCE, "data/iis"), "plain": "plain.csv"}.get(w, w) for w in shlex.split(command)]
    return subprocess.run([PROGRAM, *words], cwd=folder, capture_output=True, text=True, timeout=120)


def main():
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "plain.csv"), "w") as f:
            f.write("agreement,party,signed\nT1,A,2000\nT1,B,2000\nT2,B,2001\nT2,C,2001\n")
        before = set(os.listdir(folder))
        for command, words in ERRORS:
            p = run(folder, command)
            errors = [line for line in p.stderr.splitlines() if ": error: " in line]
            new = set(os.listdir(folder)) - before
            if p.returncode != 2 or len(errors) != 1 or words not in errors[0] or p.stdout or new:
                wrong += 1
                print(f"entente {command}: exit {p.returncode}, wrote {sorted(new)}; expected {words!r}:\n"
                      f"  {p.stderr[-400:]}", file=sys.stderr)
            before |= new
        for command, words in WARNINGS:
            p = run(folder, command)
            if p.returncode != 0 or f"warning: {words}" not in p.stderr:
                wrong += 1
                print(f"entente {command}: exit {p.returncode}; expected the warning {words!r}:\n"
                      f"  {p.stderr[-400:]}", file=sys.stderr)
    print(f"{len(ERRORS) + len(WARNINGS) - wrong} of {len(ERRORS) + len(WARNINGS)} commands say what is wrong")
    return wrong != 0


sys.exit(main())
