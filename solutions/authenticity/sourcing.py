# %% [markdown]
# # Sourcing
#
# **Who made this, when, for whom, and who let it out?**
#
# Before you ask what a source says, ask where it comes from.
# Here are six sources on the talks of June 2000, or for comparison with them.
# Of each you see what we have seen: often only a head, a stamp and a few lines.

# %% [markdown]
# ## What you are given
#
# * For each source a title, where it was found, how much of it was seen, and some **quotations** with their ids.
# * What the editors add is marked as theirs; you need not prove it.
# * As **help** two quotations from other papers of one case.
# * The **questions**: not every question is asked of every source, only those that these quotations can answer.
#
# Text that a machine has read from a scanned page keeps its errors.

# %% nbgrader={"grade_id": "sourcing-sheet", "locked": true}
import quellenkritik as qk

sheet = qk.sheet("sourcing")
sheet

# %% [markdown]
# ## How to answer
#
# The form goes question by question.
# Each cell has two fields:
#
# * `value`: a word of the list under the sheet, a date, or a number as printed;
# * `locator`: the id of the quotation in which it can be read. A right value without its quotation does not count.
#
# **Dates** are written as `2000-06-04`, `2000-06` or `2000`; several days as `2000-06-03/2000-06-05`.
# Put `?` behind a date that is inferred or doubtful: `2000-06-09?`.
#
# **Three answers that are not a gap.**
# `not_stated`: we see the place where it would stand, and the source is silent.
# `not_seen`: our copy ends before that place, or we know the source only through others.
# An empty field: you do not know. That costs nothing, while a guess where the truth is `not_stated` or `not_seen` costs half a cell.
#
# **An example that is not on the sheet.**
# Of a letter you see the line *Vienna, 3 May 1998* and no stamp.
# Then `writing_date` is `1998-05-03` with the id of that line, and `release_date` is `not_seen` if the foot of the page is missing, `not_stated` if you see the whole page.

# %% [markdown]
# The next cell shows a form; it writes the answer for you and keeps it in `answers.yml` beside this notebook.
# You may also fill in the answer cell by hand.

# %%
qk.widget("sourcing", sheet)

# %% [markdown]
# ## Your answer
#
# Paste the text of the form between the quotation marks, or write it there.

# %% nbgrader={"grade_id": "sourcing-answer", "solution": true}
sourcing = r"""{answer}"""

# %% [markdown]
# ## Check the form
#
# The next cell looks at the form only: empty fields, unknown words, dates that do not exist, locators of another source.
# It does not know which answers are right.

# %% nbgrader={"grade_id": "sourcing-auto", "grade": true, "locked": true}
qk.check("sourcing", sourcing, sheet)

# %% [markdown]
# ## In your own words (1 point)
#
# The article calls the man who recorded the talk a *diplomat and translator*, and says that the release *confirms* the papers.
# Take **one** of the two statements.
# What do the sources on your sheet show about it, and what can they not show?
# Three or four sentences, with at least one quotation id.
#
# Rubric: *Sourcing in the reasoning*.

# %% [markdown] nbgrader={"grade_id": "sourcing-reason", "solution": true, "grade": true}
# <!-- sample answer -->
# The head of the notes says *Notetaker ST* (P1-talbott-notes#q1), and ST stands for Talbott by the editors' word.
# So the paper itself, made for the use of the office, gives him the part of a note-taker and says nothing of interpreting.
# The article (W-seed-kosmo#q5) was written twenty-five years later for readers of the news and names no paper for its *translator*; for this question it shows only what its readers were told.
# That he never interpreted in any session cannot be shown from here: we have seen one page of the notes and nothing of the memorandum of the plenary.
# <!-- sample answer -->
