"""What everybody reads of the council: its bodies, their meetings, and the minutes that were let out."""
