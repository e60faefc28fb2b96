from django.apps import AppConfig


class NurinetCmsConfig(AppConfig):
    name = "nurinet_cms"
    verbose_name = "누리넷"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from nurinet_cms import receivers

        receivers.connect()
