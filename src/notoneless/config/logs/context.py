"""For templates: the number that a person tells the people who look after the system."""

from django.http import HttpRequest

from notoneless.config.logs.request_ids import current_request_id


def request_id(request: HttpRequest) -> dict[str, str]:
    """`{{ request_id }}`."""
    return {"request_id": current_request_id()}
