# %% [markdown]
# # Eight tellings, two coders
#
# Two people code who raised the matter; these eight pairs are made up for this page.
# *What do you expect?* They agree in six of eight: is that good?
# %%
from quellenkritik.measures.agreement import (
    bootstrap_interval,
    krippendorff_alpha,
)

one = ["Putin"] * 6 + ["not told", "not seen"]
two = ["Putin"] * 6 + ["not seen", "not told"]
pairs = list(zip(one, two))
low, high = bootstrap_interval(pairs, krippendorff_alpha, draws=500)
print(f"the same in {sum(a == b for a, b in pairs)} of {len(pairs)}")
alpha = krippendorff_alpha(pairs)
print(f"alpha {alpha:.2f}, between {low:.2f} and {high:.2f}")
# %% [markdown]
# **Change it.** Let the second coder write *not seen* twice at the end; then pretend that there are three times as many, `pairs = pairs * 3`, which nobody may do with real ones.
#
# **What it shows.** *Alpha* takes away what chance would give, and where nearly everything is *Putin*, chance gives much.
# What these two do not agree on is the very thing that is hard: whether a page is silent or our copy ends.
# With eight units the figure may lie almost anywhere, and the interval says so.
