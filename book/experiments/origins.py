# %% [markdown]
# # Counting pages, counting origins
#
# A few steps that this chapter names, written down as pairs: text, and where it has its words from.
# *What do you expect?* From how many origins do the six texts come?
# %%
from quellenkritik.figures import Edge, Node, stemma
from quellenkritik.measures.graphs import origins

steps = [
    ("W-novosti-rs", "W-ria"),
    ("W-seed-kosmo", "W-novosti-rs"),
    ("W-ria", "notes"),
    ("W-pravda-en-tass", "W-tass-en"),
    ("W-tass-en", "memorandum"),
]
texts = sorted({text for text, _ in steps} | {"W-lebanondebate"})
found = sorted(origins(steps, texts))
print(len(texts), "texts,", len(found), "origins:", ", ".join(found))
nodes = [Node(name, name) for name in sorted({*texts, *found})]
edges = [Edge(parent, child) for child, parent in steps]
stemma(nodes, edges, title="The steps above", width=480)
# %% [markdown]
# **Change it.** Let `"W-ria"` hang on `"memorandum"`: that RIA has its words from the notes is what RIA says, and by the words it has them from the memorandum. {src}`W-ria, W-tass-en`
# Then add the step from `"W-lebanondebate"` to `"W-sputnik-ar"`.
#
# **What it shows.** The count is only as good as the steps: a text that nobody has traced counts as an origin of its own, and two unseen texts may be one.
