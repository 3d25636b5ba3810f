COMMON = {"the", "a", "of", "and", "in", "to"}


def align(source_clauses, target_clauses, lexicon):
    """Return the links of two texts: clauses that share two words or more, grammar apart."""
    return [
        (i, j)
        for i, source in enumerate(source_clauses)
        for j, target in enumerate(target_clauses)
        if shared(source, target, lexicon) >= 2
    ]


def shared(source, target, lexicon):
    """Return how many words of a source clause the lexicon finds in a target clause."""
    return sum(stands(lexicon.get(word, []), target) for word in set(source) - COMMON)


def stands(forms, target):
    """Return whether one of the forms, with or without an ending, stands in the clause."""
    return any(word.startswith(form) for form in forms for word in target)
