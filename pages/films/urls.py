"""Below ``/films/``, where the library is; the films' own pages stand below their agencies."""

from django.urls import path

from pages.films import views

urlpatterns = [
    path("embed/<uuid:uuid>/", views.embed, name="film_embed"),
    path("<uuid:uuid>/film.<str:extension>", views.film_file, name="film_file"),
    path("<uuid:uuid>/captions-<str:language>.vtt", views.captions, name="film_captions"),
]
