"""What a request can be refused with; the web folder turns these into answers.

ApiError
  BadRequest      400, says which fields
  SignInNeeded    401
  Forbidden       403
  NotFound        404
  KeyReused       422
  TooManyRequests 429, says when to come back
  BadGateway      502, a service that this one asks gave no usable answer
  Unavailable     503, such a service is away
"""

from __future__ import annotations

from collections.abc import Mapping


class ApiError(Exception):
    """`message` is for a person; `fields` names what is wrong where."""

    status = 500

    def __init__(
        self,
        message: str,
        *,
        fields: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.fields = dict(fields or {})
        self.headers = dict(headers or {})


class BadRequestError(ApiError):
    status = 400


class SignInNeededError(ApiError):
    status = 401


class ForbiddenError(ApiError):
    status = 403


class NotFoundError(ApiError):
    status = 404


class KeyReusedError(ApiError):
    status = 422


class TooManyRequestsError(ApiError):
    status = 429


class BadGatewayError(ApiError):
    status = 502


class UnavailableError(ApiError):
    status = 503
