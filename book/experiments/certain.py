# %% [markdown]
# # What does certainty cost?
#
# Ten claims, eight of them so; which ones they are is made up for this page.
# The *Brier score* is the mean squared distance between what you said and what was so: nought is best.
# *What do you expect?* Somebody calls all ten certain and is right eight times: does that pay?
# %%
from quellenkritik.figures import reliability
from quellenkritik.measures.calibration import brier, reliability_bins

so = [True, True, True, True, False, True, True, True, True, False]
for sure in (1.0, 0.9, 0.8, 0.6):
    print(f"always {sure:.0%} sure: {brier([sure] * 10, so):.2f}")
mine = [1.0, 1.0, 1.0, 1.0, 1.0, 0.6, 0.6, 0.6, 0.6, 0.6]
print(f"my own: {brier(mine, so):.2f}")
reliability(reliability_bins(mine, so), title="Said, and so", width=340)
# %% [markdown]
# **Change it.** In `mine`, lower the fifth claim alone to `0.6`; then raise the last to `1.0`.
#
# **What it shows.** One wrong certainty costs as much as several honest doubts, and the best flat figure is the share that was so.
# In the figure a point below the line was too sure.
# Of history it says nothing: here somebody knew what was so.
