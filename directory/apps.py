from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "directory"
    verbose_name = "복지정보"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from accounts.residents import choices as profile
        from directory import colleagues, living, notifications, receivers, renames
        from directory.applying import receivers as applying_receivers
        from directory.lending import receivers as lending_receivers

        profile.offer("dongs", living.dongs)
        profile.offer("lives", living.lives)
        colleagues.narrow_filters()
        notifications.connect()
        receivers.connect()
        renames.connect()
        lending_receivers.connect()
        applying_receivers.connect()
