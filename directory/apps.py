from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "directory"
    verbose_name = "복지정보"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from directory import colleagues, notifications, receivers, renames
        from directory.applying import receivers as applying_receivers
        from directory.lending import receivers as lending_receivers

        colleagues.narrow_filters()
        notifications.connect()
        receivers.connect()
        renames.connect()
        lending_receivers.connect()
        applying_receivers.connect()
