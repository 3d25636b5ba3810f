"""How long grading takes, side by side: our engine, stock nbgrader, otter-grader, and the bare limit."""
