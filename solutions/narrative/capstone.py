# %% [markdown]
# # Capstone
#
# **What should have stood there?**
#
# You have examined the papers, the translations, the copies and the memories.
# Now you write what a newspaper would need: a record of eight claims of the article, each reviewed with its evidence, and a correction of at most 200 words.
#
# The capstone is passed or not; its two points do not count towards the hundred.

# %% [markdown]
# ## What you are given
#
# Eight claims of a German article of August 2025, each with the words in which it makes it, and the quotations on which a correction can rest.

# %% nbgrader={"grade_id": "capstone-sheet", "locked": true}
import quellenkritik as qk

sheet = qk.sheet("capstone")
sheet

# %% [markdown]
# ## How to answer
#
# For each claim you give a *finding*, up to three quotations that show it, and the review in one or two sentences.
#
# | finding | when |
# |---|---|
# | `shown` | a nearer source says the same, with the same meaning |
# | `changed` | a nearer source says something like it, and the article's words are not those |
# | `in_tension` | a record or another telling does not go together with it, or the article speaks against itself; which is right is not settled |
# | `not_shown` | nothing shows it, or only what does not bear on it |
# | `not_checkable` | the paper that could show it has not been seen |
#
# Where two fit: the exact words first (`changed`), then `in_tension`, then `not_shown`, then `not_checkable`.
#
# **An example that is not on your sheet.**
# A newspaper writes „The minister promised the road for May“.
# The minutes have „I hope that we can begin in May“: the finding is `changed`, and the quotation is that sentence of the minutes.
#
# The next cell gives you a form; it shows the text to paste.

# %%
qk.widget("capstone", sheet)

# %% nbgrader={"grade_id": "capstone-answer", "solution": true}
capstone = r"""{answer}"""

# %% [markdown]
# ## Check the form
#
# The next cell looks at the form only: whether each claim has a finding, and whether the quotations are on the sheet.
# A claim counts if its finding can be defended and one of its quotations shows it by itself.
# Six of the eight are enough.

# %% nbgrader={"grade_id": "capstone-auto", "grade": true, "locked": true}
qk.check("capstone", capstone, sheet)

# %% [markdown]
# ## Take the record with you
#
# On the command line, `qk claimreview answers.yml --to record.json` makes a file of your eight reviews in the vocabulary that fact-checkers use (ClaimReview of schema.org), and `qk claimreview record.json` checks such a file.
# Keep it as a file: in a page it would be read as a publication.

# %% [markdown]
# ## The correction
#
# Write a correction of the article, in at most 200 words, as the paper itself might print it.
# Say what was wrong, what the records show, with the ids of your quotations, and what nobody can know yet.
#
# *Read with the criterion* Limits and alternatives *of the rubric; more than 200 words is not a correction.*

# %% [markdown] nbgrader={"grade_id": "capstone-correction", "solution": true, "grade": true}
# <!-- sample answer -->
# In our report of August 2025 we wrote that Bill Clinton "offered" Vladimir Putin membership of NATO and went back on it the next day.
# The record of their meeting of 4 June 2000, as other papers quote it, has him "serious about being ready to discuss NATO membership with Russia" (P2-memcon-plenary#q2); in the same talk he says that considerations inside Russia "will prevent this for now" (P2-memcon-plenary#q3).
# That is not an offer, and the reserve does not date from the next day.
# The sentence that we gave as Clinton's, "I understand this sensitivity", reads "I was sensitive to this" in the record (P2-memcon-plenary#q1).
# We named Strobe Talbott as the translator who made this record; his notes call him notetaker (P1-talbott-notes#q1), and the words come from another paper, made at the White House.
# That the papers were released shows where they were kept, not that all in them is so.
# We have not seen the papers themselves. Who raised the question first, and what Clinton answered on 5 June, only they could tell.
# <!-- sample answer -->
