# %% [markdown]
# # How alike, and how true?
#
# *chrF* is a figure from 0 to 1 that counts how many runs of letters two sentences share.
# We take the record's words, the same words with one more, and the reworded quotation above. {src}`P2-memcon-plenary, W-phnewlook`
# *What do you expect?* Which of the two will the figure call nearer to the record?
# %%
from quellenkritik.measures.chrf import chrf
from quellenkritik.register import load
from quellenkritik.text import is_exact_quotation

record = load().quotation("P2-memcon-plenary#q14").text
denied = record.replace("should be", "should not be")
reworded = load().quotation("W-phnewlook#q2").text
for text in (record, denied, reworded):
    alike, exact = chrf(text, record), is_exact_quotation(text, record)
    print(f"{alike:.2f} {exact} {text}")
# %% [markdown]
# **Change it.** Exchange *every* for *no*, or take out *together*.
#
# **What it shows.** The figure puts the contrary next to the original, and the nearly same sense far away.
# It measures letters; what a sentence says it does not know.
# The test in the second column knows only yes and no, and here that is its merit.
