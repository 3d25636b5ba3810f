# %% [markdown]
# # One sign, all versions
#
# *What do you expect?* If every version of the clause is sorted by one telling word, which texts come out where you would put them, and which do not?
# %%
from quellenkritik.register import load

signs = {
    "serious": "TASS?",
    "understanding": "RIA?",
    "sensitiv": "the record?",
}
for version in load().corpus.values():
    if "c2" in version.clauses:
        words = version.clauses["c2"].words
        said = [word for word in words if not word.marks_a_cut]
        gloss = " ".join(word.gloss or word.text for word in said) or "-"
        found = [way for sign, way in signs.items() if sign in gloss]
        print(f"{', '.join(found):12} {version.id:15} {gloss}")
# %% [markdown]
# **Change it.** Put `"c3"` in the place of `"c2"` and look for `"understood"`, `"clear"`, `"all"` and `"every"`.
#
# **What it shows.** Some texts fall into place by one word.
# Others carry no sign, and two are sent the wrong way: the Serbian daily and the German article have *sensitivity*, and yet the daily is signed with RIA and the article shares its other changes. {src}`W-novosti-rs, W-seed-kosmo`
# One sign is a question; an answer needs several that agree.
