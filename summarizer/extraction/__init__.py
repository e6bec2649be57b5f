"""Articles in, drafts out: by a model (`llm`) or by rule (`extractive`)."""
