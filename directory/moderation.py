"""What approval does: publish exactly what was reviewed."""


def publish_reviewed_revision(workflow_state, user=None):
    """Publish the revision that the last review looked at, not whatever was saved since."""
    revision = workflow_state.current_task_state.revision
    revision.publish(user=user, skip_permission_checks=True)
