"""Headers of every answer: nothing cached, nothing guessed, and CORS for the exact origins that are allowed."""

from collections.abc import Callable

from flask import Flask, Response, request

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


def init_app(app: Flask, origins: Callable[[], frozenset[str]]) -> None:
    """Put the headers on every answer, errors and preflights included; `origins` tells who is allowed at the moment."""
    app.after_request(_headers(origins))


def _headers(origins: Callable[[], frozenset[str]]) -> Callable[[Response], Response]:
    fixed = [*FIXED.items(), ("Vary", "Origin")]

    def add(response: Response) -> Response:
        response.headers.extend(fixed)
        origin = request.environ.get("HTTP_ORIGIN")
        if origin is not None and origin in origins():
            response.headers["Access-Control-Allow-Origin"] = origin
            if request.method == "OPTIONS":
                response.headers.extend(CORS)
        return response

    return add
