"""What caches between us and readers may do with an answer; docs/decisions/0037 says why."""

# Kept by anybody, shown by nobody before asking us again: what was stopped is gone with the next question.
REVALIDATE = "public, max-age=0, must-revalidate"
# Lists that somebody looks at; never what one syncs by (`cursor=`, details, the feed of changes).
GLANCE = "public, max-age=0, stale-while-revalidate=5"
# What only a new version of the software changes: the description of the API, its schemas and its page.
CONTRACT = "public, max-age=300, stale-while-revalidate=86400"
