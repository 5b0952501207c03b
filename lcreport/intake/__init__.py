"""Reading what units send: file → grid → layout → sender → readings."""
