# %% [markdown]
# # Two letters that look alike
#
# Following a word from page to page is easier for a program than for you, unless somebody wrote a Latin *c* where a Cyrillic letter belongs.
# No registered quotation has such a word, so we make a copy of TASS's clause that has some. {src}`W-tass-ru`
# *What do you expect?* Will you see the difference, and will the program find the words?
# %%
from quellenkritik.register import load
from quellenkritik.text import is_exact_run
from quellenkritik.text.lookalikes import fold

register = load()
page = register.reading_of(register.version("ru-tass").clauses["c2"])
copy = page.replace("\N{CYRILLIC SMALL LETTER ES}", "c")
even, steps = fold(copy)
print(page)
print(copy, "| found:", is_exact_run(copy, page))
for at, before, after in steps[0].edits:
    print("   ", steps[0].name, "at", at, before, "becomes", after)
print("found after this step:", is_exact_run(even, page))
# %% [markdown]
# **Change it.** Take `"ru-ria"`: after the step the words are still not found.
# Which word was left as it was, and why could no rule have known it?
#
# **What it shows.** A search that finds nothing has not shown that nothing is there.
# The step that helps is named, and it is taken only when somebody asks for it.
