"""The few mails that answer somebody at the form. They hold nothing that a stranger typed.

They go at once, also at night: whoever reads them has just asked for them.
"""

from urllib.parse import urljoin

from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from common.addresses import base_of
from pages.models.settings import DistrictSettings
from pages.models.subscribing import PROVE_WITHIN
from pages.subscribing import tokens


def _write(subscription, subject, template, name, token):
    context = {
        "district": DistrictSettings.for_site(subscription.site),
        "link": urljoin(base_of(subscription.site), reverse(name, args=[token])),
        "days": PROVE_WITHIN.days,
    }
    text = render_to_string(f"pages/subscribing/mail/{template}.txt", context).strip() + "\n"
    send_mail(f"[누리넷] {subject}", text, None, [subscription.address])


def ask_for_proof(subscription):
    token = tokens.prove_token(subscription)
    _write(subscription, "소식 받기를 확인해 주십시오", "prove", "subscription_prove", token)


def tell_known(subscription):
    token = tokens.settings_token(subscription)
    _write(subscription, "이미 소식을 받고 계십니다", "known", "subscription", token)


def tell_new_link(subscription):
    token = tokens.settings_token(subscription)
    _write(subscription, "새 설정 주소입니다", "link", "subscription", token)
