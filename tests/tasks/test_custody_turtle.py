"""The graph of an answer as linked data: a real parser reads it, and it says what the answer says."""

import pytest

from quellenkritik.cli import main
from quellenkritik.tasks import answerfile
from quellenkritik.tasks import custody_words as w
from quellenkritik.tasks.custody_turtle import PREFIXES, literal, turtle
from tests.tasks import graders
from tests.tasks.drawn import practice

rdflib = pytest.importorskip("rdflib", reason="reads Turtle in this test only")

ONE = graders.case("custody")
PROV, CUSTODY, DCTERMS = (rdflib.Namespace(PREFIXES[name]) for name in ("prov", "custody", "dcterms"))


def parsed(answer):
    return rdflib.Graph().parse(data=turtle(answer, ONE.sheet), format="turtle")


def test_every_step_is_a_derivation_and_every_gap_is_none():
    graph = parsed(ONE.solution)

    steps = {(str(c), str(p)) for c, p in graph.subject_objects(PROV.wasDerivedFrom)}
    assert {(CUSTODY[r["child"]], CUSTODY[r["parent"]]) for r in ONE.solution["steps"]} == {
        (rdflib.URIRef(c), rdflib.URIRef(p)) for c, p in steps
    }
    gaps = {
        (str(graph.value(g, CUSTODY.later)), str(graph.value(g, CUSTODY.earlier))) for g in _all(graph, "Gap")
    }
    assert len(ONE.solution["gaps"]) == len(gaps)
    assert not gaps & steps


def _all(graph, kind):
    return list(graph.subjects(rdflib.RDF.type, CUSTODY[kind]))


def test_every_gap_has_a_name_and_every_station_its_label():
    graph = parsed(ONE.solution)

    assert all(
        "Nothing is known between" in graph.value(gap, rdflib.RDFS.label) for gap in _all(graph, "Gap")
    )
    labels = {str(graph.value(e, rdflib.RDFS.label)) for e in graph.subjects(rdflib.RDF.type, PROV.Entity)}
    assert {i["label"] for i in ONE.sheet["items"] if i["kind"] == "station"} == labels


def test_a_date_keeps_its_doubt_and_a_silence_is_no_date():
    graph = parsed(ONE.solution)

    dates = {(str(d), str(d.datatype)) for d in graph.objects(None, DCTERMS.date)}
    known = {r["date"] for r in ONE.solution["steps"]} - set(w.GAPS)
    assert {(date, PREFIXES["edtf"] + "EDTF") for date in known} == dates
    assert any("?" in date for date in known)
    silent = [str(d) for d in graph.objects(None, CUSTODY.dateKnown)]
    assert sorted(r["date"] for r in ONE.solution["steps"] if r["date"] in w.GAPS) == sorted(silent)


def test_only_terms_of_prov_that_there_are():
    graph = parsed(ONE.solution)
    used = {str(t).removeprefix(PROV) for triple in graph for t in triple if str(t).startswith(PROV)}

    assert used == {
        "Activity", "Agent", "Derivation", "Entity", "entity", "hadActivity",
        "qualifiedDerivation", "wasAssociatedWith", "wasDerivedFrom",
    }  # fmt: skip


@pytest.mark.parametrize(
    "answer", ["", {}, {"steps": "x", "gaps": [{"child": "k"}]}, {"steps": [{}, "", []]}]
)
def test_an_answer_that_is_none_is_still_a_graph_of_stations(answer):
    graph = parsed(answer)

    assert not list(graph.subject_objects(PROV.wasDerivedFrom)) and not _all(graph, "Gap")


def test_odd_signs_are_escaped():
    words = 'a "b" \\ c\nd\te\rf'

    graph = rdflib.Graph().parse(data=f"<urn:a> <urn:b> {literal(words)} .", format="turtle")

    assert words == str(next(graph.objects()))


def test_command_writes_the_graph_of_an_answer_file(tmp_path, capsys):
    file, out = tmp_path / "answers.yml", tmp_path / "way.ttl"
    answerfile.save(file, "custody", ONE.solution)

    assert 0 == main(["prov", str(file), "--to", str(out)])
    assert turtle(ONE.solution, practice("custody")[0]) == out.read_text(encoding="utf-8")
    assert 0 == main(["prov", str(file)])
    assert out.read_text(encoding="utf-8") in capsys.readouterr().out


def test_command_refuses_a_file_without_the_answer(tmp_path, capsys):
    file = tmp_path / "answers.yml"
    answerfile.save(file, "pivot", {"items": {}})

    assert 2 == main(["prov", str(file)])
    assert 2 == main(["prov", str(tmp_path / "none.yml")])
    assert "no answer to custody" in capsys.readouterr().err
