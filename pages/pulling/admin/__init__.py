"""The screens of 불러오기: an agency sees its own sources, headquarters all."""
