"""The screens of 웹훅, for headquarters."""
