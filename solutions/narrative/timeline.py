# %% [markdown]
# # Timeline
#
# **What came when, and what cannot be told?**
#
# Everybody who tells of June 2000 puts things in an order: first a yes, then a no; first a talk, then a dinner; first a secret, then a release.
# Here you build that order yourself, from the dates that stand on the papers, and you leave open what they leave open.

# %% [markdown]
# ## What you are given
#
# * **Events** of June 2000 and of the years afterwards, each with the quotations from which its date can be told, and with the dates of the pages.
# * **Pairs** of these events.
# * **Statements**, among which there are some tensions: two of them give one thing another time, order or number.
#
# Everything that is not English has a gloss; the glosses are ours.

# %% nbgrader={"grade_id": "timeline-sheet", "locked": true}
import quellenkritik as qk

sheet = qk.sheet("timeline")
sheet

# %% [markdown]
# ## Step 1: dates and places
#
# For each event you fill in three fields.
#
# | field | what to write |
# |---|---|
# | `when` | the date as narrow as the quotations allow, and no narrower, in EDTF (below) |
# | `at` | the quotation that shows the day; `page` where only the page has a date |
# | `place` | its place in the order, from 1; the same number where nothing decides |
#
# | write | when |
# |---|---|
# | `2000-06-04` | the day is shown and the hour is not; "in the morning" is no hour |
# | `2000-06-04T18:55:00` | the hour is printed: local time, complete, with `00` for the seconds, as the standard wants it |
# | `2000-06-03/2000-06-05` | only a span of days is shown; both days are included, and an interval has no hours |
# | `2000-06-05/..` and `../2017-06-03` | only one end is shown: not before, or not after, that day |
# | `?` behind a date | the source does not say that the date belongs to this event |
#
# The date of an event is neither the date of the writing, nor that of the release, nor that of the page that tells of it.
# A page that reports an interview gives only its latest day.
#
# ## Step 2: pairs
#
# `first` if the event named first came or began earlier, `second` if the other one did, `undetermined` if these sources do not decide.
# An order is shown by two dates or hours that do not overlap, or by a word such as *after* or *before*.
# What is likely does not decide.
#
# ## Step 3: tensions
#
# Write one row for each tension that you find among the statements.
#
#     tensions:
#     - {one: s-12ab, other: s-34cd, verdict: compatible_if, condition: another_talk}
#     - {one: s-56ef, other: s-78ab, verdict: not_compatible, condition: none}
#
# `compatible_if`: both can be true only if something is supposed that neither of them says; name it.
# `not_compatible`: both cannot be true of the same thing, short of a slip in one of them.
# Which of the two is right is not asked, and neither is whether somebody lies.

# %% [markdown]
# The next cell shows a form; it writes the answer for you and keeps it in `answers.yml` beside this notebook.
# You may also fill in the answer cell by hand.

# %%
qk.widget("timeline", sheet)

# %% [markdown]
# ## Your answer
#
# Paste the text of the form between the quotation marks, or write it there.

# %% nbgrader={"grade_id": "timeline-answer", "solution": true}
timeline = r"""{answer}"""

# %% [markdown]
# ## Check the form
#
# The next cell looks at the form only: empty fields, unknown words, dates that do not exist, quotations of another event.
# It does not know which answers are right.

# %% nbgrader={"grade_id": "timeline-auto", "grade": true, "locked": true}
qk.check("timeline", timeline, sheet)

# %% [markdown]
# ## In your own words (2 points)
#
# Putin told in 2024 that Clinton first said yes and in the evening, at dinner, no.
# The papers have a dinner on 3 June, and Clinton's words on discussing membership on 4 June.
# *Do the two accounts exclude each other?*
# Write 80 to 150 words: name the quotations, say what would have to be supposed for both to be true, what speaks against it, and what would decide.
#
# Rubric: *Evidence specific, located and weighed* and *Limits and alternatives*, one point each.

# %% [markdown] nbgrader={"grade_id": "timeline-reason", "solution": true, "grade": true}
# <!-- sample answer -->
# They are in tension and do not exclude each other.
# In the interview the question comes first and the no later, *in the evening, when we met for dinner* (T14-carlson-tass-en#q2).
# Talbott places the dinner on the evening before 4 June (P7-talbott-4june#q1), and the record of 4 June still has Clinton *ready to discuss* (P2-memcon-plenary#q2), so the no would stand before the yes.
# Both can be true if Putin asked on 3 June, before the dinner: the Kremlin's page says that a talk one on one came first (P6-kremlin-3june#q1).
# Then, however, Clinton took the matter up again the next day after a no, and Talbott's notes call the dinner the first session (P1-talbott-notes#q1).
# A second dinner on 4 June would help as well, but we have seen no trace of one.
# The rest of Talbott's notes and a Russian record of 3 June would decide; neither was seen.
# That somebody invented something is not shown by any of this.
# <!-- sample answer -->
