"""What happens by the clock: posts whose last day has passed are ended, one transaction each."""

from datetime import date

from notoneless.accounts.queries.posts import posts_over
from notoneless.accounts.services.posts.ending import end_over
from notoneless.audit.actors import SYSTEM, acting_as


def end_with_school_year(today: date) -> int:
    """End every approved post that is over; how many there were. Safe to run again, and after a kill at any point.

    The posts have given no right since their last day: this writes down what has already happened.
    """
    with acting_as(SYSTEM):
        return sum(end_over(post=post, today=today) for post in posts_over(today).iterator())
