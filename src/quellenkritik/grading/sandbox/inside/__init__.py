"""What runs inside the sandbox: standard library only, and nothing that knows gold, gradebook or configuration."""
