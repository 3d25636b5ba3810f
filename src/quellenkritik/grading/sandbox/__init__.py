"""The sandbox: what isolation this machine offers, how it is started, and what runs inside."""
