"""Korean for a search engine: letters, morphemes, what a question means, and how well a text answers it.

Nothing here knows a database or a page.
"""
