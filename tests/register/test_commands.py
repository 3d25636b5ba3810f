"""``qk sources``: plain for people, stable for machines, exit codes that mean something."""

import json

import pytest
import yaml

from quellenkritik.cli import main
from quellenkritik.register import load
from quellenkritik.register.counts import counts


def test_list_is_filtered(capsys):
    code = main(
        ["sources", "list", "--role", "witness", "--language", "sr", "--seen", "whole", "--family", "beta"]
    )
    lines = capsys.readouterr().out.splitlines()

    wanted = [
        s.id for s in load().witnesses() if s.language == "sr" and s.seen == "whole" and "beta" in s.families
    ]
    assert 0 == code
    assert wanted == [text.split()[0] for text in lines[:-1]]
    assert f"{len(wanted)} sources" == lines[-1]


def test_list_for_machines_has_stable_keys(capsys):
    main(["sources", "list", "--json"])
    data = json.loads(capsys.readouterr().out)

    assert list(load().sources) == [entry["id"] for entry in data]
    head = ["id", "role", "kind", "outlet", "title", "title_basis", "author", "date", "language"]
    assert [*head, "url", "seen", "rights", "family", "siglum", "quotations"] == list(data[0])


def test_show_says_plainly_what_was_not_seen(capsys):
    main(["sources", "show", "P2-memcon-plenary"])
    out = capsys.readouterr().out

    assert "address: not seen" in out
    assert "seen: none (the page itself was not seen; its words are known through others only)" in out
    assert "page not seen; via W-" in out


def test_show_isolates_words_that_run_from_right_to_left(capsys):
    quote = next(quote for quote in load().quotations.values() if quote.lang == "ar" and len(quote.text) < 80)
    main(["sources", "show", quote.id])

    assert f"\u2068{quote.text}\u2069" in capsys.readouterr().out


def test_show_of_one_quotation_is_that_quotation_alone(capsys):
    main(["sources", "show", "W-ria#q1"])
    out = capsys.readouterr().out

    assert "W-ria#q1" in out
    assert "W-ria#q2" not in out


def test_show_for_machines(capsys):
    main(["sources", "show", "W-seed-kosmo", "--json"])
    data = json.loads(capsys.readouterr().out)

    assert load().source("W-seed-kosmo").cells["v1"].reading == data["cells"]["v1"]["reading"]
    assert "not_seen" == data["author"]


@pytest.mark.parametrize("name", ["W-nobody", "W-ria#q999"])
def test_an_unknown_id_is_wrong_use(name, capsys):
    assert 2 == main(["sources", "show", name])
    assert f"came '{name}'" in capsys.readouterr().err


def test_verify_of_the_own_register(capsys):
    assert 0 == main(["sources", "verify"])
    assert "The register is whole" in capsys.readouterr().out


def test_verify_counts_is_what_the_test_pins(capsys):
    main(["sources", "verify", "--counts"])

    assert counts(load()) == yaml.safe_load(capsys.readouterr().out)


def test_verify_finds_a_fault_and_ends_with_one(base, folder, capsys):
    base["sources"][0]["role"] = "hero"
    where = str(folder(base))

    assert 1 == main(["sources", "verify", "--data", where])
    assert "sources/all.yml: W-one, role: came 'hero'; expected one of" in capsys.readouterr().out
    assert 1 == main(["sources", "verify", "--data", where, "--json"])
    assert "hero" in json.loads(capsys.readouterr().out)["faults"][0]["came"]


def test_verify_of_no_folder_is_wrong_use(tmp_path):
    assert 2 == main(["sources", "verify", "--data", str(tmp_path / "nowhere")])


def test_fetch_without_an_address_says_so(tmp_path, capsys):
    assert 0 == main(["sources", "fetch", "P2-memcon-plenary", "--to", str(tmp_path)])
    assert "P2-memcon-plenary: no_address\n" == capsys.readouterr().out


def test_fetch_into_a_file_is_wrong_use(tmp_path):
    (tmp_path / "file").touch()

    assert 2 == main(["sources", "fetch", "P2-memcon-plenary", "--to", str(tmp_path / "file")])


def test_dictionary_names_every_record_and_vocabulary(capsys):
    main(["sources", "dictionary"])
    out = capsys.readouterr().out

    headings = [text for text in out.splitlines() if text.startswith("### ")]
    assert {
        "### Source",
        "### Quotation",
        "### Cell",
        "### Telling",
        "### Role",
        "### Confidence of a parent",
    } <= set(headings)
    assert "| `reading` | yes | a reading of the unit, absent, or not_seen |  |" in out
    assert all("| |" not in text for text in out.splitlines() if text.startswith("| `"))
