from django.apps import AppConfig


class NurinetCmsConfig(AppConfig):
    name = "nurinet_cms"
    verbose_name = "누리넷"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from common.versions import ask_for_the_version
        from nurinet_cms import receivers
        from nurinet_cms.content_version import version_seen_here

        ask_for_the_version(version_seen_here)
        receivers.connect()
