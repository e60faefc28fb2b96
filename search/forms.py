"""What a stranger types into the one search box."""

import re
import unicodedata

from django import forms

from search.sources import SOURCES

LONGEST = 100
MOST_WORDS = 8
# Quotes and the backslash mean something to a search index, hyphens part words; nobody misses them.
MEANINGLESS = re.compile(r"[\"'`\\\-‐-―]")


def clean_words(text):
    """What is left of ``text`` for searching: at most a hundred characters, words with a letter or digit."""
    text = unicodedata.normalize("NFC", text)[:LONGEST]
    text = "".join(" " if unicodedata.category(letter)[0] in "CZ" else letter for letter in text)
    words = MEANINGLESS.sub(" ", text).split()
    return [word for word in words if any(letter.isalnum() for letter in word)][:MOST_WORDS]


class SearchForm(forms.Form):
    """Nothing is an error here: what makes no sense is not searched for."""

    q = forms.CharField(label="찾을 말", required=False)
    kind = forms.ChoiceField(
        required=False, choices=[("", "모두"), *((source.kind, source.label) for source in SOURCES)]
    )

    def __init__(self, data):
        super().__init__(data)
        self.full_clean()

    @property
    def query(self):
        """The text as the reader shall see it again."""
        return self.cleaned_data.get("q", "")[:LONGEST].strip()

    @property
    def words(self):
        return clean_words(self.query)

    @property
    def kind_chosen(self):
        return self.cleaned_data.get("kind", "")
