# Each target is one command. tools/setup makes .venv first; a second run finds it ready.
.PHONY: help demo test lint book pdf site release bench-grading bench-scale bench-site soak

help: ## this list
	@grep -E '^[a-z-]+: .*##' Makefile | sed 's/: .*##/ -/'

demo: ## build the site, release the exercises, grade the sample class, serve the site (NO_SERVE=1 ends before that)
	@tools/setup qk demo

test: ## every test
	@tools/setup python -m pytest -n auto

lint: ## style, types and spelling, as before each commit
	@tools/setup pre-commit run --all-files

book: ## the strict build of the book
	@tools/setup qk book

site: ## the finished site, book and notebooks in the browser, in _build/site
	@tools/setup qk site

pdf: ## the whole book as one PDF (the next build of the book offers it)
	@tools/setup qk pdf

release: ## the solutions become the exercises
	@tools/setup qk release

bench-grading: ## measure grading beside stock nbgrader, otter-grader and the bare limit (about twelve minutes)
	@tools/setup python -m benchmarks.grading --scale

bench-scale: ## grade on a cluster and into PostgreSQL, compare and measure (about ten minutes)
	@tools/setup python -m benchmarks.scale

bench-site: ## weigh the finished pages, ask Lighthouse and axe, time the builds, beside a stock Jupyter Book (about fifteen minutes)
	@tools/setup python -m benchmarks.site

soak: ## every attack, a hundred cut-off gradings, ten thousand mutants, every core exercise in the browser, every page of the book (about half an hour)
	@tools/setup python -m benchmarks.soak
