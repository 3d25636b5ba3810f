# %% [markdown]
# # Align
#
# **Which words stand for which, what is gone, what is new, and what have we not seen?**
#
# Before you can say how a sentence has changed on its way, you have to lay the texts on top of each other, word by word.
# A smooth translation hides what it has left out.
# It is only the links, drawn one by one, that show an empty place.

# %% [markdown]
# ## What you are given
#
# * **Five pairs of texts.** Each pair is the same passage in two texts, mostly the English record and a retelling in another language.
# * Both texts are cut into **pieces** of a few words. The pieces of the source have the numbers `s1`, `s2`, ..., those of the target `t1`, `t2`, ...
# * Every piece that is not English has a **gloss**, word by word, and Cyrillic and Arabic letters are also given in Latin ones.
#   The glosses are ours: they tell what a word means, not what it stands for.
# * For each target the sheet says whether its words are **complete** or whether **our copy of the page breaks off**.
#
# You do not need to know any of these languages.

# %% nbgrader={"grade_id": "align-sheet", "locked": true}
import quellenkritik as qk

sheet = qk.sheet("align")
sheet

# %% [markdown]
# ## How to answer
#
# For each piece of the source you name the pieces of the target that stand in its place.
#
# | you write | when |
# |---|---|
# | `[t3]` or `[t3, t4]` | these pieces stand where the source piece stood, rightly or wrongly translated |
# | `[none]` | the target has nothing for it: it was left out |
# | `[not_seen]` | our copy of the target breaks off before its place |
#
# In the last row of each pair, `added`, you name the pieces of the target for which the source has nothing at all, or write `[none]`.
#
# Four rules:
#
# * A **changed** word is not a missing word: what stands in its place is linked, whatever it says.
# * A link may have **several ends**, on both sides, and may cross other links.
# * Small words that one language needs and the other does not (articles, *that*, *is*) make no link of their own and are no addition.
# * Where the page itself marks a cut with dots or brackets, it has left words out: `none`.
#
# **An example that is not on the sheet.**
# Source: `s1` *We*, `s2` *gladly*, `s3` *accept*. Target: `t1` *Wir* (we), `t2` *nehmen* (take), `t3` *heute* (today), `t4` *an* (on).
# In German *annehmen* is to accept: `s1: {to: [t1]}`, `s2: {to: [none]}`, `s3: {to: [t2, t4]}`, `added: {to: [t3]}`.
#
# Some links can be defended and can as well be left out.
# Such a link costs nothing if you give it and nothing if you do not.
#
# **How it is counted.**
# Of the links, only those rows count that the glosses do not settle by themselves: where the same English word stands on both sides and nowhere else, there is nothing to be earned.
# The rest is counted by precision and recall: a wrong link costs as much as a missing one.
# Omissions and additions are counted in the same way, and so is what was not seen.
# What thoughtless answers earn (by the place, by likeness of the glosses, all links, none) is taken off.

# %% [markdown]
# The next cell shows a form; it writes the answer for you and keeps it in `answers.yml` beside this notebook.
# You may also fill in the answer cell by hand.

# %%
qk.widget("align", sheet)

# %% [markdown]
# ## Your answer
#
# Paste the text of the form between the quotation marks, or write it there.

# %% nbgrader={"grade_id": "align-answer", "solution": true}
align = r"""{answer}"""

# %% [markdown]
# ## Check the form
#
# The next cell looks at the form only: empty rows, unknown numbers, values that do not go together.
# It does not know which answers are right.

# %% nbgrader={"grade_id": "align-auto", "grade": true, "locked": true}
qk.check("align", align, sheet)
