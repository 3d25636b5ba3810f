# %% [markdown]
# # Who copied whom?
#
# In August 2025 dozens of pages told what Clinton had said to Putin in June 2000.
# They did not all read the documents; most of them read each other.
# Here are sixteen of these texts, in seven languages or more, and you find out how they hang together.
#
# You do it in three steps: read some cells of a table, build the tree, and argue one case in words.
# Allow 90 minutes.

# %%
import quellenkritik as qk

sheet = qk.sheet("stemma")
sheet

# %% [markdown]
# ## How to read the table
#
# Each text has a *siglum*, two letters that stand for it; agencies and pages that others name keep their names.
# A *locus* (v1, v2, ...) is a place at which the texts differ, and what a text has there is its *reading*.
# Every quotation has a number, such as `Ke2`, and an English gloss.
#
# A cell without words is one of three things: *absent* (we have the whole text, and it says nothing), *not seen* (our copy ends before),
# or coded by the editors, who saw words that are not shown here.
# Cells with an id in the column *asked as* are yours.

# %% [markdown]
# ## Step 1: read twelve cells
#
# For each id fill in two fields.
#
# | field | what to write |
# |---|---|
# | `class` | the class that says what the words say, in whatever language; for a cell without words `absent` or `not_seen` |
# | `kind` | `original` if it says what the record says, `secondary` if somebody changed it, `no_reading` if there are no words |
#
# ## Step 2: build the tree
#
# Write one row for each step, at most two for one text. Where the list of texts gives a text's own source, it needs no row.
#
#     edges:
#     - {child: Ke, parent: Mo, ground: shared_reading, locus: v1, quotes: [Ke1, Mo2], confidence: high}
#     - {child: Da, parent: Ke, ground: credit, quotes: [Da3], confidence: certain}
#     - {child: Lu, parent: undetermined, confidence: low}
#
# | `parent` | a siglum, `memcon` or `notes` (the two documents), `unseen` (a text that nobody here has), `undetermined` |
# |---|---|
# | `ground` | `shared_reading`, `translation`, `credit`, `likeness`, `earlier` |
# | `quotes` | the numbers of the quotations that show it: one of the child and one of the parent at the locus, or the credit line |
# | `confidence` | `certain`, `high`, `medium`, `low` |
#
# A parent alone is worth little; the proof makes the step. A wrong parent that you call certain costs more than a gap.
# Steps that nobody can settle are not scored, so write `undetermined` without fear.

# %%
qk.widget("stemma", sheet)

# %% [markdown]
# Write your answer between the three quotation marks, or paste what the form above gives you.

# %% nbgrader={"grade_id": "stemma-answer", "solution": true}
stemma = r"""{answer}"""

# %% nbgrader={"grade_id": "stemma-auto", "grade": true}
qk.check("stemma", stemma, sheet)

# %% [markdown]
# ## Step 3: argue one case
#
# On the sheet are a daily newspaper from Belgrade and an online magazine from Vienna that share an odd sentence about a sensitivity.
# *Did the Viennese text take it from the Belgrade one, or did both take it from a Serbian text that we have not seen?*
# Argue for the side that you find stronger, in 120 to 200 words.
#
# This is marked by a person, by three criteria of the rubric with one point each: **Evidence specific, located and weighed**,
# **Independence and transmission**, and **Limits and alternatives**.
# Give the numbers of the quotations that you use, say which of them is strong and which is weak, and say what would decide the case.

# %% [markdown] nbgrader={"grade_id": "stemma-reason", "grade": true, "solution": true}
# <!-- sample answer -->
# I find it likelier that the Viennese text stands below the Belgrade one, but a sister is not excluded.
# Strong: both have the present tense together with the noun, *Razumem tu osetljivost* (W-novosti-rs#q1) and *Ich verstehe diese Empfindlichkeit* (W-seed-kosmo#q19),
# against the past tense *с пониманием относился* of RIA (W-ria#q2); and both have the successors without *our* but with an added *exclusively* (W-novosti-rs#q2, W-seed-kosmo#q20).
# No other text on the sheet has either, and the Belgrade text signs with RIA (W-novosti-rs#q10), so the changes were made in Serbian or on the way there.
# Weak: *exclusively* alone, for a French page from Vietnam adds *uniquement* without any link (W-baonghean-fr#q2); and *cold*, which belongs to the whole family.
# For what Clinton said the two are one witness, and with RIA and its posting they lead back to one origin.
# The alternative is a Serbian text behind both: *znatno manje otvoren po ovom pitanju* stands to the letter in Belgrade and in another Serbian portal (W-novosti-rs#q3, W-24sedam#q3).
# It explains the shared words as well, but then that text must have had the present tense, and the portal has the past (W-24sedam#q1).
# An earlier Serbian page with *Razumem tu osetljivost*, or the hours of publication, would decide.
# <!-- sample answer -->
