"""What makes a worker of the tests another one than those that the grader may use."""
