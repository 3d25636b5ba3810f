# %% [markdown]
# # Before, after, or open
#
# Dates as the sources give them: some with a minute, some with a day. {src}`P1-talbott-notes, P2-memcon-plenary, P3-aachen-speech, P9-duma-5june, W-majalla-4`
# *What do you expect?* For which pair can nobody say what came first?
# %%
from itertools import combinations

from quellenkritik.measures.order import determined_pairs
from quellenkritik.register.edtf import moments

events = {
    "Aachen": "2000-06-02",
    "dinner begins": "2000-06-03T20:10:00",
    "plenary": "2000-06-04",
    "third talk": "2000-06-05",
    "Duma": "2000-06-05T10:10:00",
}
spans = {name: moments(date) for name, date in events.items()}
known = determined_pairs(spans)
for one, other in combinations(events, 2):
    order = "before" if (one, other) in known else "undetermined"
    print(f"{one:14} {order} {other}")
# %% [markdown]
# **Change it.** Write the dinner as a day, `"2000-06-03"`, then the plenary as a month, `"2000-06"`: what is still known?
#
# **What it shows.** A day is a span, and two spans that overlap have no order.
# *Undetermined* is a result and no lack of diligence; a word such as *morning* in a source could still decide, and this rule does not read words.
