"""Schools: no personal data, open to everybody who may see places."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from notoneless.api.v1.paging import Page, Paging, cut
from notoneless.places.queries import schools_in

router = Router(tags=["区划与学校"])


class SchoolOut(Schema):
    """A school that is open."""

    code: str
    name: str
    stage: str
    division_code: str

    @staticmethod
    def resolve_division_code(school: Any) -> str:
        """The code of the division in which it stands."""
        return str(school.division.code)


@router.get("/schools", response=Page[SchoolOut], url_name="schools", summary="学校")
def schools(request: HttpRequest, paging: Annotated[Paging, Query()]) -> dict[str, Any]:
    """The schools that are open, by place and code."""
    return cut(schools_in(), paging)
