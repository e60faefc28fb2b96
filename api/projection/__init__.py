"""The projection of what is public into one flat table (`api.models.PublicObject`).

``marking`` notes in the changing transaction what is to be worked out again, ``settling`` works it out
from what was committed, ``serializing`` says what a row holds, ``receivers`` hears of changes,
``dependents`` knows whose words a thing's change reaches, ``duties`` are the worker's.
"""
