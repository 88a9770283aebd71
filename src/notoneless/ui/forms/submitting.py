"""Once, however often the button is pressed: each form carries a token, and a token is spent with the act."""

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils.timezone import now

from notoneless.ui.models import Submission

KEPT = timedelta(days=7)


def new_token() -> str:
    """A token for a form that is shown."""
    return str(uuid.uuid4())


def is_token(text: str) -> bool:
    """Whether it has the shape of one."""
    try:
        return str(uuid.UUID(text)) == text
    except ValueError:
        return False


def once(request: HttpRequest, act: Callable[[], str]) -> str:
    """Do `act`, which gives the address to go to next, and give that address.

    Token and act are one transaction. The same token sent again by the same person does nothing and gives the same
    address; when `act` raises, the token is not spent. A form without a token is done as often as it is sent.
    """
    given = request.POST.get("once", "")
    if not is_token(given):
        with transaction.atomic():
            return act()
    reader = str(getattr(request.user, "pk", "") or "")
    token = uuid.uuid5(uuid.UUID(given), reader)
    try:
        with transaction.atomic():
            spent = Submission.objects.create(token=token, sent_at=now())
            address = act()
            Submission.objects.filter(pk=spent.pk).update(address=address)
            return address
    except IntegrityError:
        earlier = Submission.objects.filter(token=token).first()
        if earlier is None:
            raise
        return earlier.address


def forget_before(moment: datetime) -> int:
    """Delete tokens older than `moment`; give how many. Nothing sent so long ago comes twice."""
    return Submission.objects.filter(sent_at__lt=moment).delete()[0]
