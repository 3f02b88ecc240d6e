"""Suggestions: codes that a model proposes to coders, learned from the consensus; shown, never counted."""
