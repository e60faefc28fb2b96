"""One line for each endpoint. The namespace is the one Wagtail's own cache purging looks for."""

from wagtail.api.v2.router import WagtailAPIRouter

from api.benefit_views import BenefitsEndpoint
from api.files import DocumentsEndpoint, ImagesEndpoint
from api.pages.endpoint import PagesEndpoint

router = WagtailAPIRouter("wagtailapi_v2")
router.register_endpoint("pages", PagesEndpoint)
router.register_endpoint("images", ImagesEndpoint)
router.register_endpoint("documents", DocumentsEndpoint)
router.register_endpoint("benefits", BenefitsEndpoint)
