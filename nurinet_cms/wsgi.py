"""The WSGI application that the web server runs."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nurinet_cms.settings")
application = get_wsgi_application()

from search.warming import warm_up  # noqa: E402  (models come after Django's start)

warm_up()
