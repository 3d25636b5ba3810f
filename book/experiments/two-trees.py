# %% [markdown]
# # Two trees that quarrel over one step
#
# By all that we have seen, the German article has its words from the Serbian daily or from a sister of it. {src}`W-seed-kosmo, W-novosti-rs`
# *What do you expect?* How much do the two trees agree if you compare step by step, and how much if you ask each text for all its ancestors?
# %%
from quellenkritik.measures.graphs import ancestor_score, edge_score

daughter = {("RIA", "record"), ("daily", "RIA"), ("article", "daily")}
sister = {
    ("RIA", "record"),
    ("unseen", "RIA"),
    ("daily", "unseen"),
    ("article", "unseen"),
}
steps = edge_score(daughter, sister).f1
ancestors = ancestor_score(daughter, sister).f1
print(f"steps that agree: {steps:.2f}")
print(f"ancestors that agree: {ancestors:.2f}")
# %% [markdown]
# **Change it.** Let the article hang on `"RIA"` directly, in the second tree: which figure falls, which rises?
#
# **What it shows.** Over the nearest step the trees agree little, over the way from Moscow much more.
# So one may be unsure of an edge and yet sure enough of the family; which of the trees is right, neither figure says.
