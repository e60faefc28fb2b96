"""검색 in the menu of headquarters: synonyms, and what residents searched for in vain."""
