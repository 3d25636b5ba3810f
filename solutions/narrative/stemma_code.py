# %% [markdown]
# # Stemma by program
#
# **Can a program tell who copied whom?**
#
# In the exercise *Stemma* you traced sixteen texts by hand.
# Here you write the rule of shared changes down as a program, and it is run on traditions that neither you nor it have seen.
# They are made for this course, so that the tree is known; no word of them was ever printed.
#
# This exercise needs some Python, and its points come on top of the others.

# %% [markdown]
# ## What you are given
#
# Three small traditions with their trees, and six pairs of texts with their distances.
# A tradition is a mapping, `table`:
#
# | key | what it holds |
# |---|---|
# | `table["loci"]` | the places that are compared, `["v01", "v02", ...]` |
# | `table["texts"]` | the texts in the order of their days, each a mapping |
# | `text["name"]` | a name of two letters |
# | `text["day"]` | the day on which it came out; a copy is never older than its parent |
# | `text["readings"]` | what it has at each place: `"0"` is what the original has, another figure is a change, `""` is a lost place |
#
# Most texts were copied from one text, some straight from the original, and a few are mixed from two.
# Every copyist adds four changes.
# Here and there two copyists make the same change by chance, but no two texts have more than one such change in common.

# %% nbgrader={"grade_id": "stemma_code-sheet", "locked": true}
import quellenkritik as qk

sheet = qk.sheet("stemma_code")
sheet

# %% [markdown]
# ## How to answer
#
# Write two functions.
#
# * `distance(a, b)` gets the readings of two texts, each a mapping from place to reading.
#   It gives back the share of the places at which they differ, **among the places where both have words**: a number from 0.0 to 1.0.
# * `propose_parents(table)` gets a tradition and gives back a mapping from each name to the list of its parents: `["original"]`, one name, or two.

# %%
first = sheet["items"][0]["arguments"][0]
first["texts"][0]["name"], first["texts"][0]["readings"]

# %% [markdown]
# **An example with other texts.**
# If text A has the changes 3 and 7 at two places, text B the change 3 only, and text C the changes 3, 7 and 5, then B can be the parent of A, and A the parent of C: each has all the changes of the one before, and one more.
#
# ## Your program

# %% nbgrader={"grade_id": "stemma_code-answer", "solution": true}
# {answer}

# %% [markdown]
# ## Try it out
#
# The next cell runs your functions on the examples and shows what was to be found and what came.

# %%
qk.try_out("stemma_code", [distance, propose_parents], sheet)

# %% [markdown]
# **How it is counted.**
# Your functions are called on six other traditions and on twelve pairs of texts.
# A distance is right or wrong (1 point in all).
# A tree is compared step by step and way by way with the one that was made (2 points in all): one right parent of a mixed text earns its part.
# What thoughtless programs earn (everybody from the original, everybody from the text before) is taken off.
#
# Each call has two seconds.
# A call that ends with an error, takes longer or gives back something else counts as not answered.
# What your functions give back may depend on their input alone: three calls come twice, and one that gets two answers does not count.
# You may use what Python itself brings with it; there is no network and no file.
#
# ## Check the form
#
# The next cell looks at the form only: the names of the functions, and what they give back on the examples.

# %% nbgrader={"grade_id": "stemma_code-auto", "grade": true, "locked": true}
qk.check("stemma_code", [distance, propose_parents], sheet)
