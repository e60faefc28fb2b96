from django.apps import AppConfig
from django.apps import apps as current_apps
from django.db.models.signals import post_migrate


def bring_shipped_synonyms(sender, apps=current_apps, **kwargs):
    """With the model as of the migration that was reached: there may be none yet."""
    from search.synonyms import bring_shipped

    try:
        rows = apps.get_model("search", "Synonym")
    except LookupError:
        return
    bring_shipped(rows)


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = "검색"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from search import checks as checks  # registers itself

        post_migrate.connect(bring_shipped_synonyms, sender=self)
