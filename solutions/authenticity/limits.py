# %% [markdown]
# # Limits
#
# **What can this record prove?**
#
# A paper may be genuine, and released by the office that kept it, and still not carry what is read out of it.
# Here you have thirty-six short statements about June 2000, each with one record.
# You say how far up this record carries this statement, and which quotation carries it.

# %% [markdown]
# ## What you are given
#
# * **Records**: minutes and notes, briefings, speeches, the press of the day, later tellings.
#   Of each you get one line on how it was made, and a few quotations, each with its id.
# * **Statements**, put to one record each.
#   Some are true, some are not, of some nobody knows: that is not asked.
# * A small table **About such records**: what papers of this kind print about themselves.
#
# The lines on how a record was made, and all glosses, are the editors'.
# Use the quotations of the statement's own record only.
# What another record says does not count here, nor what you know from elsewhere.

# %% nbgrader={"grade_id": "limits-sheet", "locked": true}
import quellenkritik as qk

sheet = qk.sheet("limits")
sheet

# %% [markdown]
# ## How to answer
#
# For each statement two fields: `step`, the highest step of the ladder that the record supports, and `locator`, the id of one quotation of that record which carries it.
#
# | step | the record supports |
# |---|---|
# | `none` | nothing of the statement; the locator is `none` as well |
# | `meeting` | that the meeting, the talk or the public appearance took place, and nothing of what the statement says about it |
# | `topic` | also that the subject came up there, and not what the statement says was said about it |
# | `gist` | also what was said about it, in substance, and not the words |
# | `wording` | the very words, in the language in which they were spoken or published |
# | `intention` | what somebody meant to do or wished to bring about, as declared at the time |
#
# Go up from the lowest step, and stop before the first that the record does not carry.
# The statement sets a limit, too: where it claims only the substance, `gist` is the most that there is to carry.

# %% [markdown]
# How high a record can carry at all follows from the way in which it was made.
# The eleven rules for that stand above, under the ladder; read them before you begin, and go back to them.
# Two things decide: what this record says, and what a record of this kind can carry.
#
# **An example that is not on the sheet.**
# The statement: *At the meeting of the council the mayor said: "I am against it."*
# The record: minutes, *The mayor spoke against the bridge.*
# The minutes carry the meeting, the subject and the substance, and no word of the mayor's: `gist`.

# %% [markdown]
# The next cell shows a form; it writes the answer for you and keeps it in `answers.yml` beside this notebook.
# You may also fill in the answer cell by hand.

# %%
qk.widget("limits", sheet)

# %% [markdown]
# ## Your answer
#
# Paste the text of the form between the quotation marks, or write it there.

# %% nbgrader={"grade_id": "limits-answer", "solution": true}
limits = r"""{answer}"""

# %% [markdown]
# ## Check the form
#
# The next cell looks at the form only: empty fields, unknown steps, quotations of another record, a step without a quotation.
# It does not know which answers are right.

# %% nbgrader={"grade_id": "limits-auto", "grade": true, "locked": true}
qk.check("limits", limits, sheet)

# %% [markdown]
# ## In your own words (3 points)
#
# The article says that the authenticity of the documents was *confirmed by the official declassification*.
# Take **one** statement of your sheet that goes further than its record carries it.
#
# 1. Who made this record, when, from what, and for whom?
# 2. Which step does it carry, which quotation shows it, and what is missing for the next one?
# 3. Would it help to know that the paper was officially released? What would have to be found instead?
# 4. Write the statement anew, so that the record carries it whole.
#
# About 150 words.
# Rubric: *Sourcing in the reasoning*, *Evidence*, *Limits and alternatives*, one point each.

# %% [markdown] nbgrader={"grade_id": "limits-reason", "solution": true, "grade": true}
# <!-- sample answer -->
# The statement that Clinton said *I was sensitive to this* goes one step too far.
# The record is a memorandum of conversation, prepared by the White House (W-tass-en#q3) for its own use; its pages were not seen, so that even the English sentence is known through press reports only (P2-memcon-plenary#q1).
# It carries the substance: Clinton spoke of NATO's enlargement and of Russia's feelings about it.
# It does not carry the words, for a paper of the same kind of 2008 prints that it *is not a verbatim transcript* and rests on notes and recollections (C4-memcon-2008-sochi#q5, C4-memcon-2008-sochi#q8).
# A release would not help: it shows where the paper has been, not how well it was made.
# What would help is a recording, or a Russian record of the same talk made independently; if both had the phrase, it would be likely, and if they differed we should know how free the memorandum is.
# Better: *According to the American record of 4 June, Clinton said in substance that he knew the enlargement of NATO could trouble Russia, and that it was no threat.*
# <!-- sample answer -->
