"""The two roles of the whole district, as Wagtail groups. An agency's own group is made with the agency."""

OFFICE = "복지정책과"
SECRETARIAT = "사무국"
HEADQUARTERS = (OFFICE, SECRETARIAT)


def is_headquarters(user):
    """Whether the person works for the office or the secretariat (or is a superuser)."""
    if not user.is_active:
        return False
    return user.is_superuser or user.groups.filter(name__in=HEADQUARTERS).exists()
