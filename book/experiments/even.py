# %% [markdown]
# # What evening out changes, and what it leaves
#
# Before two texts are compared, their dress is made even: quotation marks, dashes, spaces.
# Here each such change has a name and a place.
# *What do you expect?* The first text is as a web page prints it, the second is the head of the notes as a machine read it: in which of them is more changed? {src}`C22-nsa-moscow-1994, P1-talbott-notes`
# %%
from quellenkritik.register import load
from quellenkritik.text import normalise

for name in ("C22-nsa-moscow-1994#q1", "P1-talbott-notes#q1"):
    even, steps = normalise(load().quotation(name).text)
    print(name, "is now:", even)
    for step in steps:
        for at, before, after in step.edits:
            print("   ", step.name, "at", at, before, "becomes", after)
# %% [markdown]
# **Change it.** Try `"T09c-stone-book-ru#q2"`, and count the kinds of steps.
#
# **What it shows.** Nothing is changed silently, and letters are never touched.
# So the slips of the machine stay as they came: to mend them is a decision, and somebody has to sign it.
