# %% [markdown]
# # Shifts
#
# **What has changed in these words, how much does it matter, and at which step did it enter?**
#
# A quotation in an article of 2025 has come a long way: from an English record into Russian, from Russian into Serbian, from Serbian into German.
# On each step somebody had to choose words, and now and then the sense has moved.
# Here you mark such *shifts* in twelve short texts, among them the article's own, and find out who made them.

# %% [markdown]
# ## What you are given
#
# Each of the **twelve texts** comes with its *chain*: texts of the same passage, from the earliest that we have to the one nearest before the page.
# The last line of each table is the text that you mark.
#
# * Everything that is not English has a **gloss**, and below the table each word of your text stands with its number and its meaning.
# * The glosses are ours: use them to find your way.
# * Where a text between is missing we say so. *Not shown* means that there is one and its words are not before you; *absent* means that a page was seen whole and has nothing of the kind.
# * The order of the chain is the editors' view of the way.
#
# You do not need to know any of these languages.

# %% nbgrader={"grade_id": "shifts-sheet", "locked": true}
import quellenkritik as qk

sheet = qk.sheet("shifts")
sheet

# %% [markdown]
# ## How to answer
#
# Mark every place where a text does not say what the **first** text of its chain says.
# Each mark is one row:
#
#     marks:
#     - {item: s-0a1b, span: 4-6, category: tense_modality, severity: major, stage: ru_sr}
#
# | field | what to write |
# |---|---|
# | `item` | the id of the text |
# | `span` | the numbers of the first and the last word of the mark; `4` for a single word |
# | `category` | what kind of change it is |
# | `severity` | `minor`, `major` or `critical`: what would a reader believe wrongly? |
# | `stage` | the step between two neighbours of the chain at which it appears first |
#
# The words to use stand with their meanings at the end of the sheet.
#
# Five rules:
#
# 1. **Mark as little as possible**: the changed word, not the sentence. A mark that covers too much is not found again.
# 2. **Not every difference is a shift.** Word order, synonyms of the same strength, the form of a name: leave them. A text may have no shift at all, and then it gets no row. No text has more than four.
# 3. A change that an earlier text made and that is gone again is not marked.
# 4. **Something left out** is marked on the two words on either side of the gap, or on the dots where there are any.
# 5. `undetermined` is a full answer where a text that is not shown could have had the change already.
#
# Category and stage count only where the mark is found.
#
# **An example that is not on the sheet.**
# The first text has *he was pleased*, a Danish page has, by way of a Swedish one, *he is delighted*; the Swedish has *he is pleased*.
# Two marks: *is* (`tense_modality`, at the step English to Swedish: `other_step`) and *delighted* (`intensifier`, Swedish to Danish: `other_step`).

# %% [markdown]
# The next cell shows a form; add a row for each mark, choose the text, and mark its words with the mouse or the arrow keys.
# It writes the answer for you and keeps it in `answers.yml` beside this notebook.
# You may also fill in the answer cell by hand.

# %%
qk.widget("shifts", sheet)

# %% [markdown]
# ## Your answer
#
# Paste the text of the form between the quotation marks, or write it there.

# %% nbgrader={"grade_id": "shifts-answer", "solution": true}
shifts = r"""{answer}"""

# %% [markdown]
# ## Check the form
#
# The next cell looks at the form only: unknown words, numbers outside a text, too many marks.
# It does not know which answers are right.

# %% nbgrader={"grade_id": "shifts-auto", "grade": true, "locked": true}
qk.check("shifts", shifts, sheet)

# %% [markdown]
# ## The gravest shift
#
# Choose the shift on your sheet that you find the gravest.
# *What would a reader believe because of it, at which step did it enter, and how sure can you be of that step?*
# Answer in 120 to 180 words.
#
# This is marked by a person, by three criteria of the rubric with one point each: **Evidence specific, located and weighed**,
# **Independence and transmission**, and **Limits and alternatives**.
# Give the exact words of at least two texts of the chain with their ids, say who only handed the change on, and say what would decide if you are not sure.

# %% [markdown] nbgrader={"grade_id": "shifts-reason", "grade": true, "solution": true}
# <!-- sample answer -->
# I find the change of owner in the German article the gravest: *Ich verstehe diese Empfindlichkeit* (W-seed-kosmo#q19).
# A reader must believe that Clinton, speaking of the present, understood somebody else's touchiness; in the record he speaks of himself and of the past, *I was sensitive to this* (P2-memcon-plenary#q1).
# Two things moved, and not at one step.
# The Russian of RIA has already given up *sensitive*: *с пониманием относился*, with understanding (W-ria#q2); but it keeps the past tense, and nobody is touchy in it.
# Present tense and noun come with the Serbian daily: *Razumem tu osetljivost* (W-novosti-rs#q1).
# The German translator rendered this faithfully and only handed it on, so the article and the daily are one witness here and not two.
# The evidence is strong, for tense and noun come together and RIA has neither.
# What I cannot exclude is another Serbian text before the daily, which would have made the change; an earlier page with the same words, or one with RIA's tense between, would decide.
# <!-- sample answer -->
