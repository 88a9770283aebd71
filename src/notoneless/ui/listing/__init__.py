"""The one list of the product."""

from notoneless.ui.listing.actions import BulkAction, Done, Shown
from notoneless.ui.listing.cells import Cell
from notoneless.ui.listing.columns import Column, DataClass, Kind
from notoneless.ui.listing.filters import Choice, Choices, DateRange, Search, YesNo
from notoneless.ui.listing.listings import Listing
from notoneless.ui.listing.presenting import ListPage

__all__ = [
    "BulkAction",
    "Cell",
    "Choice",
    "Choices",
    "Column",
    "DataClass",
    "DateRange",
    "Done",
    "Kind",
    "ListPage",
    "Listing",
    "Search",
    "Shown",
    "YesNo",
]
