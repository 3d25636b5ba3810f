"""The capstone: a record passes with six of eight claims and their evidence; its file keeps to the vocabulary."""

import copy
import json

import pytest

from quellenkritik import cli
from quellenkritik.tasks import answerfile, capstone, claimreview, draw
from quellenkritik.tasks.capstone import FINDINGS, RATINGS, TASK
from tests.tasks import graders
from tests.tasks.drawn import practice, solution

BANK = graders.bank("capstone")
SHEET, GOLD = practice("capstone")


def points(answer):
    return TASK.score(answer, SHEET, GOLD).points


def with_right(number):
    """An answer in which so many claims are right, the others left out."""
    claims = solution("capstone")["claims"]
    return {"claims": dict(list(claims.items())[:number])}


@pytest.mark.parametrize(("number", "earned"), [(0, 0.0), (5, 0.0), (6, 1.0), (8, 1.0)])
def test_six_of_eight_are_enough(number, earned):
    assert earned == points(with_right(number))


def test_a_right_finding_without_its_quotation_does_not_count():
    answer = copy.deepcopy(with_right(6))
    next(iter(answer["claims"].values()))["evidence"] = []

    assert 0.0 == points(answer)


def test_more_quotations_than_allowed_count_as_none():
    """Otherwise whoever lists all of them has the right one among them."""
    answer = copy.deepcopy(with_right(6))
    entry = next(iter(answer["claims"].values()))
    entry["evidence"] = [*entry["evidence"], *(q["id"] for q in SHEET["evidence"][: capstone.MOST])]

    assert 0.0 == points(answer)
    assert any("evidence" in p.where for p in TASK.check(answer, SHEET))


def test_the_central_claim_is_on_every_sheet_and_every_finding():
    for seed in (draw.PRACTICE_SEED, *(bytes([n]) * 16 for n in range(12))):
        sheet, gold = TASK.draw(BANK, seed)
        claims = [item["claim"] for item in sheet["items"]]
        assert any("offered Putin membership" in claim for claim in claims)
        assert {item["gold"]["finding"] for item in BANK["items"]} == {
            key["finding"][0] for key in gold["items"].values()
        }


def test_the_quotations_of_the_key_are_on_the_sheet():
    shown = {quote["id"] for quote in SHEET["evidence"]}

    assert all(set(item["gold"]["evidence"]) <= shown for item in BANK["items"])


def records():
    return claimreview.records(solution("capstone"), SHEET, "sample-perfect")


class TestClaimReview:
    """The file is in the vocabulary, whatever was answered, and the check finds what is not."""

    def test_a_record_for_every_claim_is_in_order(self):
        assert len(SHEET["items"]) == len(records())
        assert [] == claimreview.problems(json.loads(json.dumps(records())))

    def test_a_claim_that_cannot_be_checked_has_words_and_no_number(self):
        ratings = [record["reviewRating"] for record in records()]

        assert {FINDINGS["not_checkable"]} == {r["alternateName"] for r in ratings if "ratingValue" not in r}
        assert 0 == RATINGS["not_checkable"]

    def test_an_unfinished_claim_is_left_out(self):
        assert 3 == len(claimreview.records(with_right(3), SHEET, "x"))
        assert [] == claimreview.records("", SHEET, "x")

    @pytest.mark.parametrize(
        ("change", "named"),
        [
            (lambda r: r.update({"@context": "https://example.org"}), "@context"),
            (lambda r: r.update({"@type": "Review"}), "@type"),
            (lambda r: r.update({"verdict": "false"}), "verdict"),
            (lambda r: r.pop("claimReviewed"), "claimReviewed"),
            (lambda r: r["itemReviewed"].update({"@type": "CreativeWork"}), "itemReviewed"),
            (lambda r: r["itemReviewed"]["appearance"].pop("url"), "appearance"),
            (lambda r: r["itemReviewed"].update({"datePublished": "in August"}), "datePublished"),
            (lambda r: r["reviewRating"].update({"ratingValue": 9, "bestRating": 5, "worstRating": 1}), "ratingValue"),
            (lambda r: r["reviewRating"].update({"ratingValue": True, "bestRating": 5, "worstRating": 1}), "ratingValue"),
            (lambda r: r["author"].pop("name"), "author"),
            (lambda r: r.update({"author": "me"}), "author"),
        ],
    )  # fmt: skip
    def test_what_is_not_in_the_vocabulary_is_named(self, change, named):
        data = json.loads(json.dumps(records()))
        change(data[0])

        found = claimreview.problems(data)

        assert found
        assert all(problem.where.startswith("record 1") for problem in found)
        assert any(named in problem.where for problem in found)

    @pytest.mark.parametrize("data", [None, [], {}, "x", [1], [[]]])
    def test_what_is_no_list_of_records(self, data):
        assert claimreview.problems(data)

    def test_the_command_writes_it_and_checks_it(self, tmp_path, capsys):
        answerfile.save(tmp_path / "answers.yml", "capstone", solution("capstone"))
        made = tmp_path / "record.json"

        assert 0 == cli.main(["claimreview", str(tmp_path / "answers.yml"), "--to", str(made)])
        assert 0 == cli.main(["claimreview", str(made)])
        made.write_text(made.read_text().replace("claimReviewed", "claimreviewed"))
        assert 1 == cli.main(["claimreview", str(made)])
        assert "claimreviewed: came an unknown property" in capsys.readouterr().out

    def test_a_file_without_an_answer_is_wrong_use(self, tmp_path, capsys):
        (tmp_path / "answers.yml").write_text("student: sample-empty\n")

        assert 2 == cli.main(["claimreview", str(tmp_path / "answers.yml")])
        assert "no finding" in capsys.readouterr().err
