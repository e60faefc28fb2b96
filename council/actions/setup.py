"""What a council cannot be without: the workflow of its minutes."""

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Workflow, WorkflowContentType, WorkflowTask

from council.models import MemberConfirmation, Minutes, PublicationReview

WORKFLOW = "회의록 확인과 공개"


def setup_council():
    """Running it twice changes nothing."""
    confirmation, _ = MemberConfirmation.objects.get_or_create(name="위원 확인")
    review, _ = PublicationReview.objects.get_or_create(name="가림과 공개")
    workflow, _ = Workflow.objects.get_or_create(name=WORKFLOW)
    for order, task in enumerate((confirmation, review)):
        WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": order})
    WorkflowContentType.objects.update_or_create(
        content_type=ContentType.objects.get_for_model(Minutes), defaults={"workflow": workflow}
    )
    return workflow
