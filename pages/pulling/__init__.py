"""불러오기: what agencies publish on their own sites comes in by itself, within bounds, and says where it is from."""
