"""What looks at a report and says what is wrong with it."""
