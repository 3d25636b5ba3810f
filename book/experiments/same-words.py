# %% [markdown]
# # Who has these very words?
#
# RIA names the notes as its paper. {src}`W-ria`
# *What do you expect?* If we look for the famous five words in all registered quotations, in which of the two papers do they stand?
# %%
from quellenkritik.register import load

register = load()
words = register.reading_of(register.version("en-record").clauses["c2"])
print("looking for:", words)
for quotation in register.quoted_in(words):
    print("   ", quotation.id)
in_the_notes = register.quoted_in(words, ["P1-talbott-notes"])
print("in the notes:", len(in_the_notes))
# %% [markdown]
# **Change it.** Look for clause `"c4"`, or leave out a word of the five: `words = "was sensitive to this"`.
#
# **What it shows.** The words stand in the memorandum and in the pages that print its English. {src}`P2-memcon-plenary`
# That the notes have none of them says little: only their head and first lines are registered, and our copy ends early. {src}`P1-talbott-notes`
# A run of fewer than five words counts for nothing here, since it may be chance.
