"""On the home of headquarters: receivers to which nothing is sent any more."""

from wagtail.admin.ui.components import Component

from api.webhooks.models import Subscriber

MOST = 5


class SwitchedOffPanel(Component):
    name = "webhooks"
    order = 66
    template_name = "api/webhooks/panel.html"

    def get_context_data(self, parent_context):
        return {"switched_off": list(Subscriber.objects.switched_off()[:MOST])}
