"""Which addresses may read the figures."""

from collections.abc import Sequence
from ipaddress import ip_address, ip_network


def among(address: str, networks: Sequence[str]) -> bool:
    """Whether `address` is in one of `networks` (single addresses, or 10.0.0.0/8)."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return any(found in ip_network(network, strict=False) for network in networks)
