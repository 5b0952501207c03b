"""What the run produces for people: letter, table, their proof, and the data files beside them."""
