"""The content security policy: strict for residents, as loose as Wagtail's editor needs for staff."""

from csp.constants import UNSAFE_INLINE
from csp.middleware import CSPMiddleware

# Wagtail's editor starts its choosers with inline scripts and its rich text editor styles inline
# (wagtail#1288); pictures are shown from memory before they are uploaded.
ADMIN_ADDITIONS = {
    "script-src": [UNSAFE_INLINE],
    "style-src": [UNSAFE_INLINE],
    "img-src": ["blob:"],
    "frame-src": ["'self'"],
}


class PathCSPMiddleware(CSPMiddleware):
    def get_policy_parts(self, request, response, report_only=False):
        parts = super().get_policy_parts(request, response, report_only)
        if request.path_info.startswith("/admin/") and not report_only:
            parts.update = {**(parts.update or {}), **ADMIN_ADDITIONS}
        return parts
