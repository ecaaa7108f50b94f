"""What makes a draft of notes: plan, read, gate, revise, compose, assemble. Pure: nothing here sends or prints."""
