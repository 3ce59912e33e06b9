"""Data in, tables out, messages."""
import datetime
import math
import zipfile

import pytest

import entente

pandas = pytest.importorskip("pandas")


def test_program_that_is_not_there(monkeypatch):
    entente.program = "/nowhere/entente"
    with pytest.raises(entente.Error, match="entente.program names '/nowhere/entente'"):
        entente.measure("x.csv")
    entente.program = None
    monkeypatch.setenv("ENTENTE", "/nowhere/else")
    with pytest.raises(entente.Error, match="ENTENTE names '/nowhere/else'"):
        entente.command()


def test_errors_name_the_cell(rows):
    rows[2]["signed"] = "1952-13-01"
    with pytest.raises(entente.Error, match=r"data\[2\]\['signed'\]: '1952-13-01' is not a day") as caught:
        entente.measure(rows)
    assert caught.value.findings[0].severity == "error"
    with pytest.raises(entente.Error, match=r"treaties.loc\['c', 'signed'\]: '1952-13-01' is not a day"):
        entente.measure(pandas.DataFrame(rows, index=list("abcde")), name="treaties")
    found = entente.check(rows, records=True)
    assert [f["place"] for f in found if f["severity"] == "error"] == ["data[2]['signed']"]


def test_words_of_the_program(rows, capsys):
    with pytest.raises(entente.Error, match="unknown measure 'betweeness'; did you mean 'betweenness'"):
        entente.measure(rows, "betweeness")
    with pytest.raises(entente.Error, match="--asof"):
        entente.measure(rows, asof=1951)
    with pytest.warns(entente.DataWarning, match="single party"):
        entente.measure(rows + [{"agreement": "Alone", "party": "Norland", "signed": "1950"}])
    entente.quiet = False
    entente.measure(rows)
    assert "tied by the agreements that they share" in capsys.readouterr().err


def test_options_are_arguments(rows):
    late = entente.measure(rows, ["degree", "strength"], as_of=datetime.date(1951, 1, 1))
    assert list(late["degree"]) == [1, 0, 1]
    assert len(entente.measure(rows, "degree", top=2)) == 2
    assert entente.value(rows, "degree", "Norland", during=(1960, 1961)) == 2
    assert entente.value(rows, "density") == 1
    assert list(entente.measure(rows, "degree", scope="all")) == ["date", "scope", "measure", "node", "value"]
    with pytest.raises(entente.Error, match="0 nodes"):
        entente.value(rows, "degree", "Nowhere")


def test_frames_arrive_as_they_are():
    hard = pandas.DataFrame({
        "title": ['A "quoted", one', "two\nlines"],
        "signed": [pandas.Timestamp("2001-02-03"), pandas.NaT],
        "parties": [["France", "Spain"], ["France", "Italy"]],
        "part": [1.0, float("nan")],
    })
    ties = entente.graph(hard).ties
    assert sorted(ties["acts"]) == ['A "quoted", one', "two\nlines"]
    assert entente.explain(hard, "France", "Spain")["signed_date"][0] == pandas.Timestamp("2001-02-03")
    years = pandas.DataFrame({"agreement": ["T", "T"], "party": ["France", "Spain"], "signed": [1950.0, float("nan")]})
    assert entente.value(years, "ties") == 1
    wrong = [{"agreement": "two\nlines", "party": "France", "signed": "2000"},
             {"agreement": "T", "party": "Spain", "signed": "1/2/2001"}]
    with pytest.raises(entente.Error, match=r"data\[1\]\['signed'\]"):
        entente.measure(wrong)


def test_tables_of_a_package():
    package = {"agreements": [{"id": "a", "title": "A", "signed": 1950}, {"id": "b", "title": "B", "signed": 1951}],
               "parties": pandas.DataFrame({"agreement": list("aabb"), "party": ["FRA", "ESP", "FRA", "ITA"]})}
    assert entente.value(package, "degree", "France") == 2
    beside = {"data": package["parties"], "actors": [{"id": "Westland", "name": "Westland"}]}
    assert entente.value(beside, "isolates") == 1
    for wrong in (5, [], {}, [1, 2]):
        with pytest.raises(entente.Error, match="expected a path"):
            entente.measure(wrong)


def test_types():
    from entente._results import records_of

    row = records_of("id,name,degree,betweenness,signed\n002,2,1,1.5,2001-02-03\n020,20,,inf,2001\n")
    assert [r["id"] for r in row] == ["002", "020"]
    assert [r["degree"] for r in row] == [1, None]
    assert row[1]["betweenness"] == math.inf
    assert [r["signed_date"] for r in row] == [datetime.date(2001, 2, 3), None]


def test_without_pandas(rows, monkeypatch):
    import builtins

    real = builtins.__import__
    monkeypatch.setattr(builtins, "__import__", lambda name, *more: (_ for _ in ()).throw(ImportError(name))
                        if name == "pandas" else real(name, *more))
    assert entente.measure(rows, "degree")[0] == {"id": "Norland", "name": "Norland", "type": "other", "degree": 2}
    assert entente.series(rows, 1950, 1951, "density")[0]["year"] == 1950


def test_years(rows):
    wide = entente.series(rows, 1949, 1953, ["degree", "strength"], wide=True)
    assert list(wide[wide.node == "Ostland"].degree) == [0, 0, 0, 2, 2]
    both = entente.series(rows, 1949, 1953, ["degree", "density"], wide=True)
    assert sorted(both) == ["network", "node"] and list(both["network"].density.round(3)) == [0, 0.333, 0.333, 1, 1]
    allies = [{"agreement": "T", "party": state, "signed": 1980} for state in ("USA", "Soviet Union", "France")]
    dyads = entente.dyads(allies, 1979, 1980, "distance", codes=["cow", "gw"])
    both = dyads[(dyads.id1 == "FRA") & (dyads.id2 == "USA")]
    assert list(both.agreements) == [0, 1] and list(both.ccode1) == [220, 220] and list(both.gwcode2) == [2, 2]
    assert entente.codes("cow", "1980-01-01").get("RUS") is None and entente.codes("cow")["RUS"] == 365
    with pytest.raises(entente.Error, match="unknown scheme 'nato'"):
        entente.codes("nato")
    changes = entente.compare(rows, "1951-01-01", "1970-01-01")
    assert list(changes.tie).count("entered") == 2


def test_regressions():
    ends = ["ab", "ac", "bc", "cd", "ab", "ab"]
    treaties = [{"agreement": f"T{i}", "party": party} for i, pair in enumerate(ends) for party in pair]
    pairs = [{"one": a, "other": b, "far": far} for (a, b), far in zip(["ab", "ac", "ad", "bc", "bd", "cd"], [1, 4, 5, 2.5, 7, 3])]
    found = entente.regress(treaties, "dyad:far", pandas.DataFrame(pairs), permutations=20, network="actors").set_index("term")
    x, y = [row["far"] for row in pairs], [3, 1, 0, 1, 0, 1]
    mean = sum(x) / 6
    slope = sum((u - mean) * v for u, v in zip(x, y)) / sum((u - mean) ** 2 for u in x)
    assert found.estimate["dyad:far"] == pytest.approx(slope) and found.estimate["permutations"] == 20
    with pytest.raises(entente.Error, match="give it with --dyads"):
        entente.regress(treaties, ["dyad:far"], network="actors")


def test_maps(tmp_path):
    foreign = [{"pact": "P", "state": "France", "date": "3/17/1950"}, {"pact": "P", "state": "Spain", "date": "3/17/1950"},
               {"pact": "Q", "state": "France", "date": "12/25/1961"}, {"pact": "Q", "state": "Italy", "date": "12/5/1961"}]
    path = tmp_path / "map.json"
    path.write_text(entente.guess(foreign))
    assert entente.value(entente.convert(foreign, str(path)), "degree", "FRA") == 2
    assert entente.value(foreign, "degree", "FRA", map=entente.guess(foreign)) == 2


def test_messages_speak_of_the_data():
    wrong = [{"agreement": "T", "party": party, "signed": "x"} for party in ("France", "Spain", "Italy")]
    with pytest.warns(entente.DataWarning, match=r"3 times: data\[0\].*"):
        entente.measure(wrong)
    with pytest.raises(entente.Error, match=r"entente.guess\(data\)"):
        entente.measure([{"one": 1, "other": 2}])


def test_lists(iis):
    assert "betweenness" in set(entente.listing().measure)
    assert "RUS" in set(entente.listing("actors", iis).id)
    assert not len(entente.check(iis).query("severity == 'error'"))


def test_agreements(rows, iis):
    assert sorted(entente.agreements(rows).id) == ["Border treaty", "Pact of the North"]
    assert str(entente.agreements(iis, party="RUS").signed_date.dtype).startswith("datetime64")
    assert entente.agreements(iis, by=["level", "kind"]).agreements.sum() > 50


def test_actors_cross_tables_and_files(rows, iis, tmp_path):
    entente.write(rows, tmp_path / "t.docx", measures="degree", scope="node")
    assert zipfile.ZipFile(tmp_path / "t.docx").namelist()
    actors = entente.actors(rows).set_index("id")
    assert actors.party["Norland"] == 2
    cross = entente.table(rows, "party", "year").set_index("party")
    assert cross.total["Norland"] == 2
