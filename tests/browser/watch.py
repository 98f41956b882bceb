"""What a browser complains of while a test goes on, and the requests it makes."""

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response, WebError

# The browser writes this for every refusal and while the network is off; `_response` judges refusals.
EXPECTED = "Failed to load resource"


class Watch:
    """Complaints: errors and violations of the security policy, files that are missing, requests that go elsewhere."""

    def __init__(self, context: BrowserContext) -> None:
        self.complaints: list[str] = []
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.on("request", self._request)
        context.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not message.text.startswith(EXPECTED):
            self.complaints.append(f"console: {message.text}")

    def _error(self, error: WebError) -> None:
        self.complaints.append(f"script: {error.error}")

    def _request(self, request: Request) -> None:
        if urlsplit(request.url).hostname != "127.0.0.1":
            self.complaints.append(f"elsewhere: {request.url}")

    def _response(self, response: Response) -> None:
        if "/static/" in response.url and response.status >= 400:
            self.complaints.append(f"missing: {response.url}")
