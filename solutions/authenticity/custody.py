# %% [markdown]
# # Custody
#
# **Where has it been?**
#
# A paper that you read on a screen has come a long way: from a table in Moscow through notes, files, offices, scanners and newsrooms.
# Here you draw the way of two papers, of an article that makes one of them, and of two other papers for comparison.
# You draw only what the evidence shows, and you name the places where it shows nothing.
# Allow 60 minutes.

# %% [markdown]
# ## What you are given
#
# * For each paper its **stations**: states of a text, such as a talk, a sheet, a stamped copy, a page. They stand in no order.
# * For each paper some **quotations** with their ids. They are your only evidence.
# * Twelve **marks**: stamps, lines, headings and sentences on or about a paper.
#
# Labels of stations, names of pages and glosses are the editors'; you need not prove them.
# Text that a machine has read from a scanned page keeps its errors.

# %% nbgrader={"grade_id": "custody-sheet", "locked": true}
import quellenkritik as qk

sheet = qk.sheet("custody")
sheet

# %% [markdown]
# ## How to answer
#
# **Steps.** Write a row for each step that a quotation shows: this station was made from that one.
#
# | field | what to write |
# |---|---|
# | `child` | the later station |
# | `parent` | the station from which it was made, or taken down |
# | `agent` | who took the step, or `not_stated` (we see the place, and it names nobody), or `not_seen` (our copy does not reach so far) |
# | `date` | when the step was taken: `2000-06-04`, `2000-06`, several days as `2000-06-03/2000-06-05`, a `?` behind what is inferred; or `not_stated`, `not_seen` |
# | `quote` | the id of the quotation that shows it. Without it a step counts nothing |
#
# The stations of two papers can be joined too: a report may come from both.
#
# **Gaps.** Write a row for each step that must have been taken, or is claimed, and that no quotation shows.
#
# | field | what to write |
# |---|---|
# | `child`, `parent` | the two stations between which there is nothing |
# | `look_in` | where one would have to look to close the gap |
#
# If two stations in a row cannot be seen, name the gap at that end of them where the evidence stops.
# A step drawn where there is a gap costs half a step; an agent or a day where there is none to be had costs a quarter.
#
# **Marks.** For each mark: `step` (when it came to be), `warrants` (for which kind of authenticity of the paper it speaks), `words` (one to six words in a row, copied from the mark, that show it; `none` where it warrants nothing).
# Go through the kinds in the order `none`, `legal`, `diplomatic`, `historical`, and stop at the first that fits.
# `none` is the right word for whatever somebody says *about* a paper years later.
#
# **An example that is not on the sheet.**
# A letter bears the line *Vienna, 3 May 1998* and the stamp *RELEASED 4 July 2020*; you read it on a website.
# The step from the letter to its released copy is attested, by the stamp, on 4 July 2020, by an office that is not stated.
# Where the letter lay for twenty-two years is a gap, and one would look in the office's records.
# The stamp is `release` and `legal`, the dated line is `making` and `diplomatic`, and a newspaper that calls the letter *confirmed* is `later` and `none`.

# %% [markdown]
# The next cell shows a form; it draws the way while you fill it in, writes the answer for you, and keeps it in `answers.yml` beside this notebook.
# You may also fill in the answer cell by hand.

# %%
qk.widget("custody", sheet)

# %% [markdown]
# ## Your answer
#
# Paste the text of the form between the quotation marks, or write it there.

# %% nbgrader={"grade_id": "custody-answer", "solution": true}
custody = r"""{answer}"""

# %% [markdown]
# ## Check the form
#
# The next cell looks at the form only: unknown stations, pairs that come twice, circles, words that do not stand in the mark.
# It does not know which answers are right.

# %% nbgrader={"grade_id": "custody-auto", "grade": true, "locked": true}
qk.check("custody", custody, sheet)

# %% [markdown]
# To keep your graph as linked data (Turtle, with the terms of PROV-O, gaps included), run `qk prov answers.yml --to way.ttl` in a terminal.
# That is an extra and gives no points.

# %% [markdown]
# ## In your own words (2 points)
#
# The article says: the authenticity of the documents was confirmed by the official declassification in the Clinton Presidential Library (W-seed-kosmo#q23).
# What would somebody have to know, step by step, to be entitled to this sentence, and what of it can be seen here?
# Say also what the sentence could not follow from even if the whole way were known. Six to ten sentences, with at least three quotation ids.
#
# Rubric: *Limits and alternatives*.

# %% [markdown] nbgrader={"grade_id": "custody-reason", "solution": true, "grade": true}
# <!-- sample answer -->
# The sentence speaks of one road and one office, and there are two papers.
# For the notes we see a case number and a date beside the word *unclassified* (P1-talbott-notes#q1); no office is named there, and a paper with a number of the same digits is stamped by the State Department (C5-state-foia-1994#q1).
# So for the notes the Clinton library is the less likely office, and *State Department* is an inference, no more.
# For the memorandum we see no stamp at all: only that the Archive published it on a Thursday (W-rt-ussanews#q2).
# It may have been among the records of 2019 (C16-lenta-2020#q1), and then the library would be right for this paper; the library's own list would decide, and we have not seen it.
# Between the making of both papers and their release there is nothing: where they lay, and who could touch them, the records of the offices would tell.
# That is no sign against the papers.
# Even if every step were known, the way would only show that the papers are what the offices let go.
# Whether they tell the talk rightly would follow from other voices of those days, and for the words about NATO we have none.
# Another reading of the sentence is kinder: it may mean only that the papers are no fakes of 2025. For that a stamp speaks, but on the notes, and not on the paper from which the article quotes.
# <!-- sample answer -->
