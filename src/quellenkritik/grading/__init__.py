"""The instructor's side: intake, sandbox, run, record, report, export."""
