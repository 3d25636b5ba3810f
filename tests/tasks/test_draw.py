"""Drawing: the same seed gives the same sheet, strata are served in turn, ids are opaque and never collide."""

from collections import Counter

import pytest

from quellenkritik.tasks.draw import digest, in_order, opaque_ids, stratified

ITEMS = [{"id": f"item-{n}", "kind": "abc"[n % 3], "side": n % 2} for n in range(30)]


def _drawn(seed=b"x", size=9, **more):
    found = stratified(ITEMS, exercise="e", seed=seed, size=size, stratum=lambda i: i["kind"], **more)
    return [item["id"] for item in found]


def test_digest_is_the_same_on_every_machine():
    """HMAC-SHA256 of key ``practice`` and message ``pivot/x``; the value was computed with OpenSSL."""
    assert digest(b"practice", "pivot", "x").hex()[:16] == "489b68c7f36ad3c9"


def test_same_seed_same_sheet_and_other_seed_other_sheet():
    assert _drawn() == _drawn()
    assert _drawn() != _drawn(b"y")


def test_order_of_the_bank_does_not_matter():
    turned = stratified(ITEMS[::-1], exercise="e", seed=b"x", size=9, stratum=lambda i: i["kind"])

    assert [item["id"] for item in turned] == _drawn()


def test_strata_are_served_in_turn():
    kinds = Counter(ITEMS[int(i.split("-")[1])]["kind"] for i in _drawn())

    assert kinds == {"a": 3, "b": 3, "c": 3}


def test_pinned_items_are_always_there_and_count_for_their_stratum():
    for seed in (b"1", b"2", b"3"):
        drawn = _drawn(seed, pinned=["item-0", "item-3"])
        kinds = Counter(ITEMS[int(i.split("-")[1])]["kind"] for i in drawn)

        assert {"item-0", "item-3"} <= set(drawn)
        assert kinds == {"a": 3, "b": 3, "c": 3}


def test_trait_varies_within_a_stratum():
    drawn = _drawn(size=6, vary=lambda item: item["side"])
    sides = Counter((ITEMS[int(i.split("-")[1])]["kind"], ITEMS[int(i.split("-")[1])]["side"]) for i in drawn)

    assert set(sides.values()) == {1}


@pytest.mark.parametrize(("size", "pinned"), [(31, []), (1, ["item-0", "item-1"]), (5, ["no such item"])])
def test_what_cannot_be_drawn_is_refused(size, pinned):
    with pytest.raises(ValueError, match="cannot be drawn"):
        _drawn(size=size, pinned=pinned)


def test_sheet_order_is_not_the_order_of_rank_or_of_ids():
    ordered = [item["id"] for item in in_order(ITEMS, exercise="e", seed=b"x")]
    ids = opaque_ids(ITEMS, exercise="e", seed=b"x", prefix="e")

    assert ordered != sorted(ordered)
    assert [ids[i] for i in ordered] != sorted(ids.values())


def test_opaque_ids_grow_until_none_collides():
    many = [{"id": str(n)} for n in range(3_000)]

    ids = opaque_ids(many, exercise="e", seed=b"x", prefix="p")

    assert len(set(ids.values())) == 3_000
    assert all(i.startswith("p-") and len(i) > 6 for i in ids.values())
