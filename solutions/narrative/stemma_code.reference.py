def distance(a, b):
    """Return the share of the places, among those where both have words, at which two texts differ."""
    both = [locus for locus in a if a[locus] and b.get(locus)]
    return sum(a[locus] != b[locus] for locus in both) / len(both) if both else 0.0


def changes(readings):
    """Return the places where a text has something else than the original."""
    return {locus for locus, reading in readings.items() if reading not in ("", "0")}


def agreement(child, parent):
    """Return the changes that a child can have from a parent, and those of the parent that it does not have."""
    taken = {locus for locus in changes(parent) if child[locus] == parent[locus]}
    missing = {locus for locus in changes(parent) if child[locus] and child[locus] != parent[locus]}
    return taken, missing


def propose_parents(table):
    """Return for each text the list of its parents: the earlier text, or the two, that explain its changes."""
    found, earlier = {}, []
    for text in table["texts"]:
        found[text["name"]] = parents_of(text["readings"], earlier) or ["original"]
        earlier.append(text)
    return found


def parents_of(child, earlier):
    """Choose the first text whose changes the child all has, and as many as possible; else two that share them out."""
    fits = [(agreement(child, text["readings"]), text["name"]) for text in earlier]
    whole = [(len(taken), name) for (taken, missing), name in fits if not missing]
    single = max(whole, key=lambda fit: fit[0], default=(0, ""))
    pair = best_pair(child, earlier)
    if pair and pair[0] > single[0] + 1:
        return pair[1]
    return [single[1]] if single[0] > 1 else None


def best_pair(child, earlier):
    """Return how many changes the best two parents explain together, and their names; the earliest where several do."""
    best = None
    for place, later in enumerate(earlier):
        for first in earlier[:place]:
            mine, _ = agreement(child, first["readings"])
            yours, _ = agreement(child, later["readings"])
            # A second parent has to bring two changes that the other one has not: one alone may be chance.
            if (
                len(mine - yours) > 1
                and len(yours - mine) > 1
                and (best is None or len(mine | yours) > best[0])
            ):
                best = len(mine | yours), [first["name"], later["name"]]
    return best
