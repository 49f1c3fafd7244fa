"""Which addresses may be connected to: public ones, and those that the operator lists.

The registries are IANA's special-purpose address registries (RFC 6890), as Python's `ipaddress` knows them.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

from django.conf import settings

Address = IPv4Address | IPv6Address

# RFC 6052: an IPv4 address in the last 32 bits, which a translator in the network connects to.
NAT64 = IPv6Network("64:ff9b::/96")
# Not the internet, though Python (of some releases) takes them for public.
INSIDE = (
    ip_network("192.0.0.0/24"),  # protocol assignments; clouds put their metadata there
    ip_network("168.63.129.16/32"),  # Azure's host, which tells a machine about itself
    ip_network("192.88.99.0/24"),  # relays for 6to4, withdrawn by RFC 7526
    ip_network("2002::/16"),  # 6to4 itself: an IPv4 address of any kind within
    ip_network("fec0::/10"),  # site-local, withdrawn by RFC 3879
)


def reached(address: Address) -> Address:
    """The address that a connection ends at: of an IPv6 address that only wraps an IPv4 one, the latter."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return address.ipv4_mapped
        if address in NAT64:
            return IPv4Address(int(address) & 0xFFFFFFFF)
    return address


def is_public(address: Address) -> bool:
    """Whether the address belongs to the internet at large and to one machine."""
    address = reached(address)
    if isinstance(address, IPv6Address) and address.scope_id is not None:
        return False
    if address.is_multicast or address.is_reserved or address.is_unspecified or not address.is_global:
        return False
    return not any(address in network for network in INSIDE if network.version == address.version)


def is_allowed(address: Address) -> bool:
    """Whether the operator opened the address by `OUTBOUND_ALLOWED`, whatever kind it is."""
    address = reached(address)
    networks = (ip_network(network) for network in settings.OUTBOUND_ALLOWED)
    return any(address in network for network in networks if network.version == address.version)


def may_connect(text: str, port: int) -> bool:
    """Whether a request may go there. Listed addresses are open on every port, public ones on the usual ones."""
    address = ip_address(text)
    return is_allowed(address) or (is_public(address) and port in settings.OUTBOUND_PORTS)
