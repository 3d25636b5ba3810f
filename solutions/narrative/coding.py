# %% [markdown]
# # Coding
#
# **What does each telling tell, and what does it not tell?**
#
# Since the year 2000 the matter of Russia and NATO has been told many times: by Putin, by Clinton, by their people, by the press.
# The tellings differ, and each leaves something out.
# Whoever reads them one after the other soon hears one story, for memory fills each gap from the next telling.
# Here you keep them apart: twelve tellings, six questions, and a name for every gap.

# %% [markdown]
# ## What you are given
#
# * **Twelve tellings**, from March 2000 to 2025: whose telling it is, on which page, of which day, and how much of that page was seen.
# * The **words** of each: some quotations, each with its id, and where there is one the headline.
#   Everything that is not English has a gloss; the glosses are ours.
# * Where a page was seen whole, the quotations hold everything that it says on the six questions.

# %% nbgrader={"grade_id": "coding-sheet", "locked": true}
import quellenkritik as qk

sheet = qk.sheet("coding")
sheet

# %% [markdown]
# ## How to answer
#
# For each telling you answer six questions, each with a value and with the quotation that shows it (`..._at`).
#
# | question | what is asked |
# |---|---|
# | `raised_by` | who brings Russia's membership up, in the talk that is told, or in the statement itself? |
# | `answer` | what do Clinton, or his side, answer or say? The first answer, where two are told; nobody else's answer |
# | `reversal` | when is that answer taken back? |
# | `reason` | what reason is told against it, or what condition? |
# | `audience` | before whom are the words spoken, or for whom are they written? |
# | `certainty` | how does the teller state it? |
#
# Three words are for gaps, and they differ:
#
# | write | when |
# |---|---|
# | `not_seen` | the page was seen in part, or not at all, and no quotation shows it: it may stand in the rest |
# | `not_stated` | seen whole; the thing is there, but this point is left open (an answer is taken back, nobody says when) |
# | `absent` | seen whole; there is no such thing in it (no answer of Clinton's at all, no taking back) |
#
# **Whose words.** Where the teller's own words on a question are quoted, code these and not the headline or the page's summary.
# Only where none are quoted do the page's words count.
# Where the page or the record itself is coded, its text counts, and the headline comes second.
#
# **An example that is not on the sheet.**
# A page, seen in part, has the headline *Minister was offered the post*, and quotes the minister: *I asked, and they said: why not?*
# Then `raised_by` is the minister, whatever the headline says; the answer is *not against*; a taking back is `not_seen`.
# If the page had been seen whole, the taking back would be `absent`.
#
# A wrong certainty costs more than a gap.

# %% [markdown]
# The next cell shows a form; it writes the answer for you and keeps it in `answers.yml` beside this notebook.
# You may also fill in the answer cell by hand.

# %%
qk.widget("coding", sheet)

# %% [markdown]
# ## Your answer
#
# Paste the text of the form between the quotation marks, or write it there.

# %% nbgrader={"grade_id": "coding-answer", "solution": true}
coding = r"""{answer}"""

# %% [markdown]
# ## Check the form
#
# The next cell looks at the form only: empty fields, unknown words, quotations of another telling.
# It does not know which answers are right.

# %% nbgrader={"grade_id": "coding-auto", "grade": true, "locked": true}
qk.check("coding", coding, sheet)

# %% [markdown]
# ## Beside a partner (not graded)
#
# Somebody else has coded the same sheet?
# Put their `answers.yml` beside this notebook as `partner.yml`, and see how far the two of you agree, question by question.
# Then look at the units where you differ: one of you has seen something, or the question is not clear.

# %%
qk.compare("coding", coding, "partner.yml", sheet)

# %% [markdown]
# ## In your own words (2 points)
#
# Choose two tellings of your sheet by **one** teller, or by one side, from different years.
# *What is the same in both, and what is new in the later one?*
# Say for one difference what could explain it besides a bad memory or a bad will, and what we would need to see to decide.
# Write 80 to 150 words, with the ids of the quotations that you use.
#
# Rubric: *Evidence specific, located and weighed* and *Limits and alternatives*, one point each.

# %% [markdown] nbgrader={"grade_id": "coding-reason", "solution": true, "grade": true}
# <!-- sample answer -->
# In 2017 and in 2024 it is Putin who asks and Clinton who does not say no at first: *Ну, а что же, я не против* (T09b-stone-film-ru#q1), *Ты знаешь, это интересно, я думаю, что да* (T14c-carlson-ru#q1).
# New in 2024 is the second answer, in the evening at dinner, and with it the reason, his own team (T14c-carlson-ru#q2).
# In 2017 the American delegation only grows nervous (T09b-stone-film-ru#q2), and of this page, seen whole, it can be said that no taking back is told.
# It need not be a memory that grew: the film of 2017 shows a cut clip, and the no may have been told and not shown; or two talks are meant, one with the delegation in the room and one without.
# The uncut interview of 2017 would decide the first, the rest of Talbott's notes and the Russian record the second.
# That the refusal became known only by the later telling is certain; that it was invented later is not shown.
# <!-- sample answer -->
