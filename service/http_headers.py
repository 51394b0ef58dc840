"""Headers of every answer: nothing cached, nothing guessed, and CORS for the exact origins of the settings."""

from collections.abc import Callable

from flask import Flask, Response, request

from service.settings import Settings

FIXED = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=31536000",
}
CORS = {
    "Access-Control-Allow-Methods": "GET, POST",
    "Access-Control-Allow-Headers": "authorization, content-type",
    "Access-Control-Max-Age": "600",
}


def init_app(app: Flask, settings: Settings) -> None:
    """Put the headers on every answer, errors and preflights included."""
    app.after_request(_headers(frozenset(settings.allowed_origins)))


def _headers(origins: frozenset[str]) -> Callable[[Response], Response]:
    fixed = list(FIXED.items()) + ([("Vary", "Origin")] if origins else [])

    def add(response: Response) -> Response:
        response.headers.extend(fixed)
        origin = request.environ.get("HTTP_ORIGIN")
        if origin in origins:
            response.headers["Access-Control-Allow-Origin"] = origin
            if request.method == "OPTIONS":
                response.headers.extend(CORS)
        return response

    return add
