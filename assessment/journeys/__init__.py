"""What a person does, from the first step to the result: fetch through a port, call the core, store through a port."""
