# %% [markdown]
# # Argument
#
# **Did Clinton offer Putin NATO membership?**
#
# The question cannot be answered with yes or no as long as it is one question.
# Here it is taken apart into claims, and each claim gets a card: what carries it, what stands against it, through whom do we know it, and how sure may one be?

# %% [markdown]
# ## What you are given
#
# * **Six claims.** The first question of this course is among them.
# * **One pool of quotations** for all claims, with speaker, page and date; everything that is not English has a gloss, and the glosses are ours.
#   Some of them bear on none of your claims.
# * **The editors' tree**, as a count: how many pages tell a thing, and from how many origins.
# * **The table of certainty**, and four rules.

# %% nbgrader={"grade_id": "argument-sheet", "locked": true}
import quellenkritik as qk
from quellenkritik.tasks.argument_trees import Trees

sheet = qk.sheet("argument")
sheet

# %% [markdown]
# If this folder has your answer to the exercise *stemma* in `answers.yml`, your own tree is drawn here beside the editors' count.

# %%
Trees(sheet)

# %% [markdown]
# ## How to fill in a card
#
# | field | what to write |
# |---|---|
# | `evidence` | the quotation that carries the claim; where none does, the one that comes nearest; `none` where nothing bears on it |
# | `words` | at least five of its words in a row, copied exactly, in its own language |
# | `reach` | `carries`, `says_less` or `nothing`: does the claim follow from these words, or do they say less? |
# | `counter` | a quotation that stands against the claim, or `none_found` |
# | `counter_words` | at least five of its words in a row |
# | `origins` | through whom the words are known that carry the claim, or come nearest to it: all that are on the sheet, as a list |
# | `second` | is there an independent second source? `no_second` is a full answer |
# | `certainty` | the highest certainty that the table allows |
#
# Four rules go with it; they stand at the end of the sheet: what an origin is, what is independent, what goes before what, and that silence is not against.

# %%
qk.widget("argument", sheet)

# %% [markdown]
# ## Your answer
#
# Paste the text of the form between the quotation marks, or write it there.

# %% nbgrader={"grade_id": "argument-answer", "solution": true}
argument = r"""{answer}"""

# %% [markdown]
# ## Check the form
#
# The next cell looks at the form only: empty fields, unknown words, quotations that are not exact.
# It does not know which answers are right.

# %% nbgrader={"grade_id": "argument-auto", "grade": true, "locked": true}
qk.check("argument", argument, sheet)

# %% [markdown]
# ## Your argument (6 points)
#
# *Did Clinton offer Putin NATO membership?*
# Answer in 200 to 300 words. Use at least three of your cards, also of claims that you think are not shown.
#
# * Say which sources bear on the question at all, and what each is good for: who made it, when, and for whom.
# * Give the words with their ids, and say *why* they carry so much and no more: from a verb, a date, the way a record is made.
# * Count origins, not pages.
# * Name the best other reading of the same evidence, say what stays open, and what would decide.
#
# Rubric: **Sourcing in the reasoning**, **Evidence specific, located and weighed**, **Independence and transmission**, **Limits and alternatives**, one and a half points each.

# %% [markdown] nbgrader={"grade_id": "argument-reason", "solution": true, "grade": true}
# <!-- sample answer -->
# That Clinton *offered* membership is not shown by anything that we have.
# The strongest source is the White House record of the plenary of 4 June, made by his own side for its files; its words are known to us through press copies only.
# There he is *ready to discuss NATO membership with Russia* (P2-memcon-plenary#q2).
# To discuss is not to offer: an offer could be accepted, a talk can only be held.
# The next sentence sets a limit, *will prevent this for now* (P2-memcon-plenary#q3), and sets it in Russia.
# That the German article has *bot ... an* (W-seed-kosmo#q1) adds nothing, for it goes back to this same record through Russian and Serbian.
#
# Putin tells since 2017 that he asked and that the answer was no refusal (T09b-stone-film-ru#q1, T14-carlson-tass-en#q1).
# These are many pages in many languages, and one origin: his memory.
# It is independent of the record, and it does not have an offer either: *I think so* answers a question.
# The no at dinner (T14-carlson-tass-en#q2) is told by him alone, and is in tension with the records, which have the dinner on 3 June and the friendly words on 4 June (P7-talbott-4june#q1).
# That leaves it open and refutes nothing: he may have asked on 3 June, before the dinner.
#
# The best other reading: a president who says that he is serious about discussing means more than he says, and a listener may well have heard an offer.
# The record shows words that somebody noted, not what was meant, and it is no transcript.
# Who brought it up first on 4 June and what Clinton answered on 5 June stays open.
# The whole of Talbott's notes, the memorandum itself with the order of the speeches, and a Russian record would decide.
# <!-- sample answer -->
