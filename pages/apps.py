from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "pages"
    verbose_name = "누리집"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from pages.meetings import receivers

        receivers.connect()
