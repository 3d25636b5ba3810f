# %% [markdown]
# # What does guessing earn?
#
# Suppose a sheet on which most claims are *open*, and somebody who answers *open* to everything.
# *What do you expect?* What is that worth, and what is it worth to read and be wrong twice?
# %%
from quellenkritik.measures.chance import rescale
from quellenkritik.measures.classification import accuracy

key = ["open"] * 6 + ["possible"] * 2 + ["likely"] * 2
answers = {
    "always open": ["open"] * 10,
    "a reader": ["open"] * 6 + ["possible", "open", "likely", "open"],
}
blind = accuracy(key, answers["always open"])
for name, answer in answers.items():
    share = accuracy(key, answer)
    worth = rescale(share, blind)
    print(f"{name}: {share:.0%} right, worth {worth:.2f}")
# %% [markdown]
# **Change it.** Make the key harder to guess: four times *open*, three times each of the others, and ten answers that fit.
#
# **What it shows.** What can be had without reading is taken away, as the exercises of this course do it.
# The other side of it: where one answer is nearly always right, even a good reader can show little.
