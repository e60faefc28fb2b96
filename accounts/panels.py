"""What the first page of the admin says about one's own account."""

from wagtail.admin.ui.components import Component

from accounts.roles import has_factor


class FactorNote(Component):
    """Offers the second factor to who need not have one; silent once it is set up."""

    order = 900
    template_name = "accounts/factor_note.html"

    def get_context_data(self, parent_context):
        return {"is_needed": not has_factor(parent_context["request"].user)}
