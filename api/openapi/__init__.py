"""The OpenAPI 3.1 document of all that is public, put together from what really decides: filters, orders, fields, choices.

One module for each part of the surface gives ``TAG`` and ``paths()``; `document` joins them. What is not
mounted is not described.
"""
