# %% [markdown]
# # Pivot
#
# **By which way did these words come to us, and which word shows it?**
#
# The article that began this course quotes Clinton in German.
# He spoke English.
# Between the two lie other languages, and each has left a mark.
# Here you look for such marks in sixteen short quotations of Clinton's and Putin's words.

# %% [markdown]
# ## What you are given
#
# * **Sixteen quotations**: the words, where they were printed, who is said to have spoken them, and in which language that was.
# * **A panel** for each group: other texts of the same passage, among them the earliest that we have.
#   Each text of the panel has an id, such as `W-ria#q2`.
# * Everything that is not English has a **gloss** and a small word list.
#   The glosses are ours: use them to find your way, and quote the words themselves.
#
# You do not need to know any of these languages.
# You only compare: which word does a quotation share with one text of its panel and not with the others?

# %% nbgrader={"grade_id": "pivot-sheet", "locked": true}
import quellenkritik as qk

sheet = qk.sheet("pivot")
sheet

# %% [markdown]
# ## How to answer
#
# For each quotation you fill in four fields.
#
# | field | what to write |
# |---|---|
# | `class` | `original`, `direct`, `relay`, `reworded`, `paraphrase` or `undetermined` |
# | `through` | for a relay the language from which the words were translated last (`ru`, `sr`, ...) or `undetermined`; for all others `none` |
# | `word` | the diagnostic word: one to five words in a row, copied from the quotation exactly; `none` if undetermined |
# | `against` | the id of the panel text that shows it; `none` if undetermined |
#
# Go through the classes in this order and stop at the first that fits:
#
# | class | when |
# |---|---|
# | `paraphrase` | quotation marks stand around a summary, a judgement or a word that is in no report of the speaker's own words |
# | `original` | the speaker's own language, word for word as the earliest text in the panel has it |
# | `relay` | a word follows a text in a *third* language against the original |
# | `reworded` | the same language as a panel text that it follows clause by clause, with words changed inside the quotation marks |
# | `direct` | another language than the one spoken, and no third language shows |
# | `undetermined` | the panel does not decide |
#
# A bad translation is not a class: a relay may be faithful and a direct translation wrong.
#
# **An example that is not on the sheet.**
# Suppose that Clinton is quoted in Danish with a word for *sympathetic*, that the English record has *sensitive*, and that a Russian text has *with understanding*.
# Then the Danish follows the Russian: `relay`, through `ru`, the word is the Danish one for *sympathetic*, against the Russian text.
#
# `undetermined` is a full answer where the panel does not decide.
# A wrong certainty costs more than a gap.

# %% [markdown]
# The next cell shows a form; it writes the answer for you and keeps it in `answers.yml` beside this notebook.
# You may also fill in the answer cell by hand.

# %%
qk.widget("pivot", sheet)

# %% [markdown]
# ## Your answer
#
# Paste the text of the form between the quotation marks, or write it there.

# %% nbgrader={"grade_id": "pivot-answer", "solution": true}
pivot = r"""{answer}"""

# %% [markdown]
# ## Check the form
#
# The next cell looks at the form only: empty fields, unknown words, words that do not stand in the quotation.
# It does not know which answers are right.

# %% nbgrader={"grade_id": "pivot-auto", "grade": true, "locked": true}
qk.check("pivot", pivot, sheet)
