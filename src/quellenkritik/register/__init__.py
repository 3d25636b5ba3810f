"""The register of sources, quotations, witnesses, readings and tellings."""
