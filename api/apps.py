from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "api"
    verbose_name = "API"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from api.agency.panels import without_batches
        from api.keys import receivers as keys
        from api.projection import receivers
        from directory.panels import ReviewerPanel

        ReviewerPanel.without.append(without_batches)
        keys.connect()
        receivers.connect()
