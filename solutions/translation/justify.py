# %% [markdown]
# # Justify
#
# **How would you say it, and what did you give up?**
#
# So far you have looked at what others did with these sentences.
# Now you translate three of them yourself, and write down what you decided.
# A translation that says what it gave up can be checked; one that does not can only be believed.

# %% nbgrader={"grade_id": "justify-sheet", "locked": true}
import quellenkritik as qk

sheet = qk.sheet("justify")
sheet

# %% [markdown]
# ## How to answer
#
# Translate each sentence into the language of the class.
# There are printed renderings of some of them; do not look them up before you have your own.
#
# For each sentence:
#
# | field | what to write |
# |---|---|
# | `rendering` | your translation of the whole sentence |
# | `strength` | how strong the verb of *your* rendering is, on the scale of the sheet; `0` if nothing is said about membership |
#
# Then keep a log with at least one decision for each sentence (three rows at least, twelve at most):
#
#     log:
#     - {item: j-0a1b, phrase: was pleased, first: war zufrieden, second: freute sich, choice: first, loss: "Zufrieden is calmer than pleased; the joy is gone."}
#
# | field | what to write |
# |---|---|
# | `item` | the id of the sentence |
# | `phrase` | one to six English words, copied exactly |
# | `first`, `second` | two alternatives that you weighed |
# | `choice` | `first` or `second`; the chosen one must be found again in your rendering |
# | `loss` | one sentence: what is lost by your choice; name the word that you speak of |
#
# The machine looks at the form only: is it a rendering, is it a decision?
# It gives two points; the other six are given by a person.
# In the feedback you are also told how like your rendering is to printed ones (chrF, a figure made of shared runs of letters).
# That figure gives no points: it rises when you use the same words, right or wrong.

# %%
qk.widget("justify", sheet)

# %% [markdown]
# ## Your answer
#
# Paste the text of the form between the quotation marks, or write it there.

# %% nbgrader={"grade_id": "justify-answer", "solution": true}
justify = r"""{answer}"""

# %% nbgrader={"grade_id": "justify-auto", "grade": true, "locked": true}
qk.check("justify", justify, sheet)

# %% [markdown]
# ## For the reader of your translation
#
# Set down your three renderings once more as they should be printed, and below each a translator's note of at most 60 words:
# what a reader who has no English must know of what the sentence leaves open, and of what you could not keep.
#
# A person reads renderings, log and notes together, by four criteria of one and a half points each: **Accuracy**, **Modality**, **Register** and **Transparency**.

# %% [markdown] nbgrader={"grade_id": "justify-notes", "grade": true, "solution": true}
# <!-- sample answer -->
# *Clinton habe zunächst zugestimmt, die Idee aber später nach Gesprächen mit seinem Team verworfen, sagte der russische Staatschef.*
# Note: The subjunctive marks the whole as Putin's account; the English marks it only by its last words, and nobody else confirms it there.
# *Dismissed* can be scornful, *verworfen* is not.
#
# *Von Beginn der NATO-Erweiterung an wusste ich, dass sie für Russland ein Problem sein konnte. Ich hatte dafür ein Gespür, und es soll verstanden werden, dass die Erweiterung der NATO Russland in keiner Weise bedroht.*
# Note: *I was sensitive* says that Clinton felt it, in the past, and not that he acted on it; *Gespür* keeps both, and sounds warmer.
# *I want it understood* names nobody who is to understand; I have left it so, though *ich möchte* would be more natural.
#
# *Die Gespräche der vergangenen drei Tage waren ohne Ergebnis geblieben, weniger weil die beiden Führer sich nicht hätten einigen können, als weil Putin es nicht einmal versucht hatte.*
# Note: *Inconclusive* leaves it open whether something follows; *ohne Ergebnis* sounds more final than the English.
# Whether Putin tried is Talbott's judgement, and the indicative is his.
# <!-- sample answer -->
