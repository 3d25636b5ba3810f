# %% [markdown]
# # Doctored
#
# **Does this paper fit its date?**
#
# Somebody has been at work on some of these papers.
# A reason line cites a section that did not exist yet, a sheet of notes is older than its talk, a "not" has gone.
# Others only look strange: a machine has misread them, a typist has slipped, a stamp was put on years later.
# You say how sure you are, and why.

# %% [markdown]
# ## What you are given
#
# * **Thirty-six papers** in three rounds of twelve.
#   All are made for this course and marked TEACHING FACSIMILE; the talks in them never took place.
#   Their forms follow real papers of the years 1994 to 2008, and they bear days between 1997 and 2008.
# * **The card**: for each sign what is genuine, what betrays, and on which quotations of our sources the rule rests.
#   `qk.show("C7-isoo-2003#q1")` shows such a quotation.
#
# In each round between four and eight papers are altered, each in one to three things.
# Round 1 counts nothing: its key is public, and you get it as soon as you have tried.
# Round 2 counts half, round 3 fully.

# %% nbgrader={"grade_id": "doctored-sheet", "locked": true}
import quellenkritik as qk
from quellenkritik.tasks import doctored as workshop

sheet = qk.sheet("doctored")
workshop.Card(sheet)

# %% [markdown]
# ## How to answer
#
# For each paper you fill in three fields.
#
# | field | what to write |
# |---|---|
# | `altered` | the probability that the paper was altered, from `0` (genuine) to `1` (altered), such as `0.85` |
# | `tell` | the sign that betrays it, a word of the card; `none` where you name none |
# | `where` | the place of that sign: `subject`, `participants`, `date`, `text`, `caution`, `marks` or `stamp`; `none` without a sign |
#
# One right sign is enough, also where a paper has several.
# A sign counts only on a paper to which you give 0.5 or more.
#
# **An example that is not on the sheet.**
# A memorandum of 5 May 1998 says at its foot *Reason: 1.4(d)*.
# The card says that section 1.4 is cited from 22 September 2003 on.
# So you write `altered: 0.95`, `tell: reason-section`, `where: marks`.
#
# **How it is counted.**
# Your probabilities are compared with what was the case (Brier score): a bold right answer earns most, a bold wrong one costs most, and always 0.5 earns nothing.
# Together they are worth 2.5 points, the signs 5.5: a right verdict without its reason is worth less than a third.
#
# ## Round 1

# %%
workshop.papers(sheet, 1)

# %% [markdown]
# The next cell shows a form; it writes the answer for you and keeps it in `answers.yml` beside this notebook.
# Fill in round 1 first, paste the text into the answer cell below, and run that cell and the one after it.

# %%
qk.widget("doctored", sheet)

# %% [markdown]
# ## Your answer
#
# Paste the text of the form between the quotation marks, or write it there.

# %% nbgrader={"grade_id": "doctored-answer", "solution": true}
doctored = r"""{answer}"""

# %% [markdown]
# ## After round 1
#
# The next cell tells you what the papers of round 1 were, and draws how sure you were against how often you were right.
# Papers that you have not yet tried are left out.

# %%
workshop.rehearsal(doctored, sheet)

# %% [markdown]
# ## Round 2
#
# Go back to the form with what you have learnt.

# %%
workshop.papers(sheet, 2)

# %% [markdown]
# ## Round 3

# %%
workshop.papers(sheet, 3)

# %% [markdown]
# ## Check the form
#
# The next cell looks at the form only: empty fields, unknown words, a sign on a paper that you hold for genuine.
# It does not know which answers are right.

# %% nbgrader={"grade_id": "doctored-auto", "grade": true, "locked": true}
qk.check("doctored", doctored, sheet)
