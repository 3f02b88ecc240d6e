"""The last look before anything leaves: nothing that the privacy step removed may stand in it."""
