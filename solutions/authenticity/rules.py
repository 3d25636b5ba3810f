# %% [markdown]
# # Rules
#
# **Can a program see what does not fit?**
#
# In the exercise *Doctored* you went through the card line by line, paper by paper.
# Here you write the card down as a program: it gets one paper and gives back what does not fit, and where.
# Then it is run on papers that neither you nor it have seen.
#
# This exercise needs some Python, and its points come on top of the others.

# %% [markdown]
# ## What you are given
#
# * **The card**, the same as in *Doctored*: for each sign its code, the places where it can show, what is genuine and what betrays.
# * **Twelve papers** to try your program on, with what is to be found on each.
#   All are made for this course and marked TEACHING FACSIMILE; the talks in them never took place.
#
# A paper comes as a mapping, `specimen`:
#
# | key | what it holds |
# |---|---|
# | `specimen["form"]` | `memcon`, `telcon`, `late_memcon`, `notes` or `note` |
# | `specimen["fields"]` | the printed fields, each a list of lines: `{"reason": ["1.5(d)"], ...}`; a field that the paper does not have is not there |
# | `specimen["text"]` | the whole page as plain text |
# | `specimen["notice"]` | the notice that it is a teaching facsimile |
#
# On a quarter of the papers a machine has misread words, in the subject, the participants and the text.
# Days, hours, marks and stamps, figures, names of presidents and the words of the card stay legible.

# %% nbgrader={"grade_id": "rules-sheet", "locked": true}
import quellenkritik as qk

sheet = qk.sheet("rules")
sheet

# %% [markdown]
# ## How to answer
#
# Write the function `find_anachronisms(specimen)`.
# It gives back a list of findings, each a pair of a code and a place, such as `[("two-tasks", "participants")]`, and an empty list where nothing is found.
# A paper may have none, one, two or three.
#
# Three helpers read what is printed; each gives `None` where there is nothing to read.

# %%
from quellenkritik.specimens.periods import read_date, read_hours, read_length

print(read_date("May 5, 1998"), read_date("5/5/98"), read_date("May 5 98"))
print(read_hours("9:50 - 11:55 a.m.").minutes, read_length("The talk takes 2 hours and 5 minutes."))

# %% [markdown]
# The next cell shows the first of the papers as your function gets it.

# %%
sheet["items"][0]["arguments"][0]["fields"]

# %% [markdown]
# **An example that is not on the card.**
# If every letter had to be dated, this rule would find those that are not:
#
# ```python
# if "written" not in specimen["fields"]:
#     findings.append(("no-day", "date"))
# ```
#
# ## Your program

# %% nbgrader={"grade_id": "rules-answer", "solution": true}
# {answer}

# %% [markdown]
# ## Try it out
#
# The next cell runs your function on the twelve papers and shows what was to be found and what came.
# Run it as often as you like, after the cell with your program.

# %%
qk.try_out("rules", find_anachronisms, sheet)

# %% [markdown]
# **How it is counted.**
# Your function is called with 36 other papers.
# All findings together are counted once as codes (2 points) and once as codes with their places (1 point), both as F1: a finding too many costs as much as one too few.
# Where a sign shows at several places, any of them is right.
# What thoughtless programs earn (nothing on every paper, everything on every paper, always the same sign) is taken off.
#
# Each call has two seconds.
# A call that ends with an error, takes longer or gives back something else counts as one that found nothing.
# What your function gives back may depend on the paper alone: three papers come twice, and one that gets two answers does not count.
# You may use what Python itself brings with it and this package; there is no network and no file.
#
# ## Check the form
#
# The next cell looks at the form only: the name of the function, and what it gives back on the examples.

# %% nbgrader={"grade_id": "rules-auto", "grade": true, "locked": true}
qk.check("rules", find_anachronisms, sheet)
