# %% [markdown]
# # Whose sensitivity, word for word?
#
# The register keeps the passage clause by clause, with English for every few words.
# *What do you expect?* In which of the four versions is it the speaker who is sensitive, and in which does it lie in the past?
# %%
from quellenkritik.register import load

register = load()
for name in ("en-record", "ru-ria", "sr-novosti", "de-kosmo"):
    clause = register.version(name).clauses["c2"]
    glosses = [word.gloss or word.text for word in clause.words]
    print(f"{name:10}", " / ".join(glosses))
# %% [markdown]
# **Change it.** Put `"sr-24sedam"` or `"de-shqipet"` into the list, or ask for clause `"c7"`, the one about the successors.
#
# **What it shows.** You see where the noun comes in and where the past goes.
# The English words are our own glosses: they help you read, and they prove nothing.
