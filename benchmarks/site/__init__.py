"""The finished pages, measured: weight, Lighthouse, build times; beside a stock Jupyter Book of the same pages."""
