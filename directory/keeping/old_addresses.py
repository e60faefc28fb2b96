"""Old addresses go on working: they lead to where the thing is now."""

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site


def lead_from(url_path, page, instead_of=None):
    """From this place in the tree to ``page``; and from all that led to ``instead_of``, which is gone."""
    if instead_of is not None:
        Redirect.objects.filter(redirect_page=instead_of).update(redirect_page=page)
    for site in Site.objects.select_related("root_page"):
        root = site.root_page.url_path
        if url_path.startswith(root):
            Redirect.objects.update_or_create(
                old_path=Redirect.normalise_path(f"/{url_path.removeprefix(root)}"),
                site=site,
                defaults={"redirect_page_id": page.pk, "redirect_link": "", "automatically_created": True},
            )
