# %% [markdown]
# # Align by program
#
# **Can a program lay two texts on top of each other?**
#
# In the exercise *Align* you linked words by hand and by sense.
# Here a program does it, a step more coarsely: it links the clauses of two texts by a lexicon, in languages that it has never seen.
# As by hand, the interesting places are those where a clause has no partner.
#
# This exercise needs some Python, and its points come on top of the others.

# %% [markdown]
# ## What you are given
#
# * **Eight pairs of texts** to try your program on, each with its links.
#   The source is English, about harmless things; the other language is made up, anew for each pair.
# * A **lexicon** for each pair: for an English word its forms in the other language, such as `{"boat": ["kelvar", "tomis"]}`.
#
# Your program gets three things:
#
# | argument | what it holds |
# |---|---|
# | `source_clauses` | the clauses of the source in their order, each a list of words |
# | `target_clauses` | the same for the target |
# | `lexicon` | a mapping from English words to lists of forms |
#
# On its way a clause may keep its place or change it, fall into two, become one with the next, or be left out, and a clause of its own may be put in.

# %% nbgrader={"grade_id": "align_code-sheet", "locked": true}
import quellenkritik as qk

sheet = qk.sheet("align_code")
sheet

# %% [markdown]
# ## How to answer
#
# Write the function `align(source_clauses, target_clauses, lexicon)`.
# It gives back the links as a list of pairs of numbers, counted from 0: `[(0, 0), (1, 2), (1, 3)]`.
# A clause may have several links or none.
#
# This holds for every pair:
#
# * The six words *the, a, of, and, in, to* are grammar. Every clause has some of them, so they tell nothing.
# * Linked clauses share **two** words or more of the lexicon, apart from grammar; all others share **at most one**.
# * A word in the text **begins** with its form in the lexicon; most have an ending.
# * The order of the words in a clause means nothing, and one word in eight is missing from the lexicon.

# %% [markdown]
# The next cell shows the first pair as your function gets it.

# %%
source_clauses, target_clauses, lexicon = sheet["items"][0]["arguments"]
print(source_clauses[0], target_clauses[0], lexicon.get(source_clauses[0][1]), sep="\n")

# %% [markdown]
# **An example of a rule that is too simple.**
# This one links each clause with the clause of the same number:
#
# ```python
# links = [(i, i) for i in range(min(len(source_clauses), len(target_clauses)))]
# ```
#
# ## Your program

# %% nbgrader={"grade_id": "align_code-answer", "solution": true}
# {answer}

# %% [markdown]
# ## Try it out
#
# The next cell runs your function on the eight pairs and shows what was to be found and what came.
# Run it as often as you like, after the cell with your program.

# %%
qk.try_out("align_code", align, sheet)

# %% [markdown]
# **How it is counted.**
# Your function is called with 24 other pairs.
# All links together are counted as F1 (2 points): a link too many costs as much as one too few.
# So are the clauses without a link, on both sides (1 point).
# What thoughtless programs earn (everything, nothing, the same number, the same share of the way) is taken off.
#
# Each call has two seconds.
# A call that ends with an error, takes longer or gives back something else counts as not answered.
# What your function gives back may depend on the pair alone: three pairs come twice, and one that gets two answers does not count.
# You may use what Python itself brings with it; there is no network and no file.
#
# ## Check the form
#
# The next cell looks at the form only: the name of the function, and what it gives back on the examples.

# %% nbgrader={"grade_id": "align_code-auto", "grade": true, "locked": true}
qk.check("align_code", align, sheet)
