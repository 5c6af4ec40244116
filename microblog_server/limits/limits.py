"""The limits of this server, by address, token and name.

Nobody can lock somebody else out: tries to sign in are counted by address, and
for each name by address. Wrong passwords for one name from everywhere together
only make each further try slow, and the right password still gets through.
"""

from __future__ import annotations

import asyncio
import ipaddress
import math
from collections.abc import Callable

from redis.asyncio import BlockingConnectionPool, Redis
from redis.exceptions import RedisError

from microblog_server.errors import TooManyRequestsError
from microblog_server.limits.rate import Counter, RateLimit
from microblog_server.limits.shared import SharedRateLimit
from microblog_server.settings import Rate, Settings

_BRAKE_S = 2.0
_REDIS_PATIENCE_S = 1.0
_REDIS_CONNECTIONS = 10
# Whoever has one IPv6 address has all of its /64.
_IPV6_PREFIX = 64


class RateLimits:
    """The limits of the settings; each method raises `TooManyRequestsError`. `close` it in the end."""

    def __init__(self, settings: Settings) -> None:
        self._is_on = settings.rate_limits
        self._redis = _redis(settings.redis) if settings.redis and settings.rate_limits else None
        make = _maker(self._redis)
        self._by_address = make("address", settings.rate_address)
        self._by_token = make("token", settings.rate_token)
        self._sign_in = make("sign-in", settings.rate_sign_in)
        self._sign_in_address = make("sign-in-address", settings.rate_sign_in_address)
        self._wrong_passwords = make("wrong-passwords", settings.rate_wrong_passwords)
        self._registration = make("registration", settings.rate_registration)
        self._password_reset = make("password-reset", settings.rate_password_reset)
        self._brake_s = _BRAKE_S

    async def any_request(self, address: str, token: str) -> None:
        if not self._is_on:
            return
        await self._count(self._by_address, network(address))
        if token:
            await self._count(self._by_token, token)

    async def sign_in(self, address: str, name: str) -> None:
        """Before the password is looked at."""
        if not self._is_on:
            return
        await self._count(self._sign_in_address, network(address))
        await self._count(self._sign_in, f"{network(address)} {name}")
        if await self._wrong_passwords.look(name):
            await asyncio.sleep(self._brake_s)

    async def wrong_password(self, name: str) -> None:
        """Counted for every name, also for one that nobody has."""
        if self._is_on:
            await self._wrong_passwords.count(name)

    async def registration(self, address: str) -> None:
        if self._is_on:
            await self._count(self._registration, network(address))

    async def password_reset(self, address: str, email: str) -> None:
        """Each mailed token is good for as long as this limit lasts, so nobody can be kept from having one."""
        if self._is_on:
            await self._count(self._password_reset, f"address {network(address)}")
            await self._count(self._password_reset, f"email {email}")

    async def redis_is_there(self) -> bool | None:
        """None where no Redis is used."""
        if self._redis is None:
            return None
        try:
            await self._redis.ping()
        except RedisError:
            return False
        return True

    async def close(self) -> None:
        if self._redis is not None:
            await self._redis.aclose()
            await self._redis.connection_pool.disconnect()

    async def _count(self, counter: Counter, key: str) -> None:
        wait_s = math.ceil(await counter.count(key))
        if wait_s:
            raise TooManyRequestsError(
                f"Too many requests. Please try again in {wait_s} s.", headers={"Retry-After": str(wait_s)}
            )


def network(address: str) -> str:
    """What one person can have addresses in: one IPv4 address, or an IPv6 network."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv4Address):
        return str(parsed)
    if parsed.ipv4_mapped is not None:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.ip_network((parsed, _IPV6_PREFIX), strict=False))


def _redis(url: str) -> Redis:
    # Whoever finds all connections at work waits for one.
    pool = BlockingConnectionPool.from_url(
        url,
        max_connections=_REDIS_CONNECTIONS,
        timeout=_REDIS_PATIENCE_S,
        socket_timeout=_REDIS_PATIENCE_S,
        socket_connect_timeout=_REDIS_PATIENCE_S,
    )
    return Redis(connection_pool=pool)


def _maker(redis: Redis | None) -> Callable[[str, Rate], Counter]:
    if redis is None:
        return lambda name, rate: RateLimit(rate)
    shared = redis
    return lambda name, rate: SharedRateLimit(shared, name, rate)
