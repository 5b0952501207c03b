"""The sheets of `tong-hop.xlsx`, one module for those that tell of the same thing."""
