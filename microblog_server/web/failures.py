"""Every failure as an answer of one shape: `{"error", "message", "fields"?}`."""

from __future__ import annotations

import http
from collections.abc import Mapping, Sequence

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from microblog_server.errors import ApiError, SignInNeededError

_CHALLENGE = {"WWW-Authenticate": 'Bearer realm="Authentication Required"'}
_MESSAGES = {
    401: "Please sign in.",
    403: "You may not do this.",
    404: "There is nothing at this address.",
    405: "This address does not offer that.",
    413: "This is too large.",
    415: "The body must be JSON (Content-Type: application/json).",
    500: "Something went wrong on the server.",
}
_SENTENCES = {
    "missing": "is missing",
    "json_invalid": "is not valid JSON",
    "string_type": "must be text",
    "string_unicode": "must be valid Unicode",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_parsing_size": "is too large",
    "int_from_float": "must be a whole number",
    "bool_type": "must be true or false",
    "greater_than_equal": "is too small",
    "less_than_equal": "is too large",
    "string_too_long": "is too long",
    "string_too_short": "is too short",
    "model_attributes_type": "must be a JSON object",
    "model_type": "must be a JSON object",
    "dict_type": "must be a JSON object",
}


def failure(
    status: int, message: str = "", fields: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None
) -> JSONResponse:
    phrase = http.HTTPStatus(status).phrase
    content: dict[str, object] = {"error": phrase, "message": message or _MESSAGES.get(status, phrase)}
    if fields and status in (400, 422):
        content["fields"] = dict(fields)
    return JSONResponse(content, status, dict(headers or {}))


def install(app: FastAPI) -> None:
    app.add_exception_handler(ApiError, _on_api_error)
    app.add_exception_handler(HTTPException, _on_http_error)
    app.add_exception_handler(RequestValidationError, _on_bad_request)
    app.add_exception_handler(Exception, _on_our_error)


def _on_api_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, ApiError)
    headers = error.headers
    if isinstance(error, SignInNeededError) and not headers:
        headers = _CHALLENGE
    return failure(error.status, error.message, error.fields, headers)


def _on_http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 400:
        return failure(400, "The body cannot be read.", {"body": "cannot be read as JSON"})
    return failure(error.status_code, headers=error.headers)


def _on_bad_request(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    details = error.errors()
    if any(detail["loc"][0] == "path" for detail in details):
        return failure(404)
    fields = {_field(detail["loc"], detail["type"]): _sentence(detail) for detail in reversed(details)}
    missing = [_field(detail["loc"], detail["type"]) for detail in details if detail["type"] == "missing"]
    if missing:
        message = f"must include {_listed(missing)} field{'s' if len(missing) > 1 else ''}"
    else:
        name, sentence = next(reversed(fields.items()))
        message = f"{name} {sentence}"
    return failure(400, message, fields)


def _on_our_error(request: Request, error: Exception) -> Response:
    return failure(500)


def _field(location: Sequence[str | int], kind: str) -> str:
    """The member's name; the place of an error within broken JSON is no name."""
    if kind == "json_invalid" or len(location) < 2:
        return str(location[0])
    return ".".join(str(part) for part in location[1:])


def _sentence(detail: Mapping[str, object]) -> str:
    message = str(detail["msg"])
    return _SENTENCES.get(str(detail["type"])) or message.removeprefix("Value error, ")


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
