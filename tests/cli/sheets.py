"""sheets.py ENTENTE: sheets as people type them. Words in date columns are read and told; the map that
`import --guess` proposes reads the same as a plain file does."""
import json

from commands import ENTENTE, check, finish, put, outcome as run


def agreements(*data):
    """Each agreement with its dates and parties, as entente understood them."""
    code, out, err = run("agreements", *data, "-q", "--format", "json")
    check(code == 0, data, err)
    keys = ("title", "signed", "in_force", "ended", "counted")
    return sorted([*(a[k] for k in keys), sorted(a["party"].split(";"))] for a in json.loads(out)["rows"])


def both_ways(name, text, notes=()):
    """Read directly, and by the proposed map."""
    put(name, text)
    code, out, err = run("check", name)
    check(code == 0, name, out, err)
    err += out
    code, out, brief = run("measure", name, "--network", "actors", "-m", "degree")
    check(code == 0 and brief.count(": note: ") < err.count(": note: ") and
          "more notes say how its dates, names and cells were read; `entente check %s` lists them" % name in brief, name, brief)
    check(run("measure", name, "-v", "-m", "degree")[2].count(": note: ") >= err.count(": note: "), name)
    for note in notes:
        check(note in err, name, note, err)
    code, out, said = run("import", "--guess", name, "-o", name + ".json")
    check(code == 0, name, said)
    direct, mapped = agreements(name), agreements("--map", name + ".json", name)
    check(direct == mapped, name, direct, mapped)
    return direct


def words():
    read = both_ways("lists.csv", """Treaty;Date signed;In force;Ended;Parties;Depositary
Brussels Treaty;17/3/1948;25 August 1948;still in force;Belgium, France, Luxembourg, Netherlands and UK;Belgium
NATO;4/4/1949;24/8/1949;-;USA, Canada, UK, France;USA
Warsaw Pact;14 May 1955;June 1955;1 July 1991;Soviet Union, Poland, Hungary, Albania;Soviet Union
Windsor;c. 1386;?;n/a;Portugal and England;Portugal
""", ["words in the column 'Ended': '-' and 1 more are read as unknown (write '..' where it means: has not ended); "
      "'still in force' is read as open (has not ended)", "'c. 1386' is read as uncertain (1386~)",
      "'?' is read as unknown", "read with the day first, as in '17/3/1948'"])
    check([r[0] for r in read] == ["Brussels Treaty", "NATO", "Warsaw Pact", "Windsor"], read)
    check("1386~" in str(read[3]) and "1948-03-17" in str(read[0]) and ".." in str(read[0]), read)
    both_ways("rows.csv", """Treaty,Country,Signature,Ratification,Withdrawal
A,France,5/9/1950,May 1954,present
A,Italy,15 September 1950,not yet ratified,ongoing
A,Spain,24-May-1952,22 Mar 1956 a,1975
B,France,1986,n.d.,—
B,Peru,13/9/1950,1950s,unknown
""", ["'not yet ratified' is read as open (has not happened)", "some day of the period (195X)",
      "'22 Mar 1956 a' is read as the date without the remark (1956-03-22)"])
    code, out, err = run("graph", "rows.csv", "--network", "actors", "--count", "ratified", "-q", "--format", "csv", "-o", "-")
    check(code == 0 and "ITA" not in out.replace("\r", "") and "FRA" in out, out, err)  # Italy has not ratified


def messy():
    """Titles, two rows of names, remarks and totals, names with remarks and with other names, mixed lists."""
    put("title.csv", """Table 3. Friendship treaties in Europe,,,,
,,,,
Treaty,Date,,Parties,Remarks
,Signed,In force,,
Elys\u00e9e Treaty,22.01.1963,02.07.1963,"Germany (FRG), France",
Treaty of Rapallo,16.04.1922,,Germany; Soviet Union,(secret clauses)
Moscow Treaty,12.08.1970,03.06.1972,West Germany / USSR,
Treaty of Aachen,22.01.2019,22.01.2020,Germany and France*,
Total: 4,,,,
* renewed in 2020,,,,
Source: own compilation,,,,
""")
    code, out, err = run("check", "title.csv")
    check(code == 0 and "are read as a title" in out and "are in two rows" in out and "3 rows with at most one cell" in out, out)
    code, out, err = run("import", "--guess", "title.csv", "-o", "title.json")
    check(code == 0 and "'Total: 4': 3 rows with at most one cell, or with a total, are no data and are left out" in err, err)
    code, out, err = run("measure", "--map", "title.json", "title.csv", "--network", "two-mode", "--scope", "node", "-m", "degree")
    check(code == 0 and "Rapallo" in out and "Total" not in out and "renewed" not in out and "Source" not in out, out, err)
    got = agreements("title.csv")
    check(got == [["Elys\u00e9e Treaty", "1963-01-22", "1963-07-02", "", "yes", ["FRA", "GFR"]],
                  ["Moscow Treaty", "1970-08-12", "1972-06-03", "", "yes", ["GFR", "SUN"]],
                  ["Treaty of Aachen", "2019-01-22", "2020-01-22", "", "yes", ["DEU", "FRA"]],
                  ["Treaty of Rapallo", "1922-04-16", "", "", "yes", ["DEU", "SUN"]]], got)
    put("pairs.csv", """No.,Name of treaty,State A,State B,Date (d/m/y),Terminated
1,Non-aggression pact,Poland,USSR,25/7/1932,1939
2,Non-aggression pact,Poland,Germany,26/1/1934,1939
3,Treaty of friendship,Germany (FRG),France,22/1/1963,-
4,Entente,Turkey,Greece,14/9/1933,n/a
,,,,,
Sum,4,,,,
""")
    got = agreements("pairs.csv")
    check(len(got) == 4 and sorted(g[1] for g in got) == ["1932-07-25", "1933-09-14", "1934-01-26", "1963-01-22"] and
          [g[3] for g in got].count("1939") == 2 and any(g[5] == ["FRA", "GFR"] for g in got), got)
    put("rows2.csv", """agreement,party,signed,status
Treaty 1,Germany (FRG),1970-08-12,ratified
Treaty 1,USSR [1],1970-08-12,ratified
Treaty 2,"Korea, Rep.",1953-10-01,in force
Treaty 2,United States of America (USA),1953-10-01,in force
Treaty 3,China (Taiwan),1981-05-13,
Treaty 3,Former Soviet Union,1981-05-13,
Note: provisional data,,,
""")
    got = agreements("rows2.csv")  # China and Taiwan are two: that name is not guessed
    check([g[5] for g in got] == [["GFR", "SUN"], ["KOR", "USA"], ["China (Taiwan)", "SUN"]] or
          [g[5] for g in got] == [["GFR", "SUN"], ["KOR", "USA"], ["SUN", "TWN"]], got)
    code, out, err = run("check", put("quoted.csv", 'Country name\n"Korea, Rep."\n'))  # a column, and no title
    check(code == 1 and "title" not in out, out, err)
    code, out, err = run("check", put("one.csv", "parties\nFrance;Italy\n"))  # a table of one column has no remarks
    check(code == 0 and "no data" not in out, out, err)


def questions():
    """An uncertain order stops, with one error for a column, words are read as unknown, and nothing is guessed."""
    for word in ("present", "1900s", "retroactive"):
        code, out, err = run("measure", put("word.csv", "agreement,party,signed\nA,France,%s\nA,Italy,1950\n" % word))
        check(code == 0 and "warning: '%s' is not a date and is read as unknown" % word in err, err)
    for text, word in (("A,France,3/4/1950\nA,Italy,c. 5/4/1950\n", "give --date-format DMY (day first) or MDY"),):
        code, out, err = run("measure", put("ask.csv", "agreement,party,signed\n" + text), "-m", "degree")
        check(code == 1 and err.count(": error:") == 1 and word in err and not out, text, err, out)
    code, out, err = run("import", "--guess", "ask.csv", "-o", "ask.json")
    code, out, err = run("measure", "--map", "ask.json", "ask.csv", "-m", "degree")
    check(code == 1 and err.count(": error:") == 1 and 'give "format": DMY (day first) or MDY' in err, err)
    with open("ask.json", encoding="utf-8") as file:
        put("told.json", file.read().replace('"typed"', '"MDY"'))
    code, out, err = run("explain", "--map", "told.json", "ask.csv", "France", "Italy")
    check(code == 0 and "1950-03-04" in out and "1950-05-04~" in out, out, err)
    code, out, err = run("measure", "--map", put("wrong.json", open("ask.json").read().replace('"typed"', '"DDMM"')), "ask.csv")
    check(code == 1 and "unknown date format 'DDMM'" in err and '"typed"' in err, err)


words()
messy()
questions()
finish()
