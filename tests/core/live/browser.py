"""The other end of a socket, in memory (channels.testing would want daphne)."""

import json

from asgiref.testing import ApplicationCommunicator

from tests.waiting import PATIENCE_SECONDS


class Browser(ApplicationCommunicator):
    """Speaks the WebSocket events of ASGI to `application` at `path`."""

    def __init__(self, application, path, headers=()):
        super().__init__(application, {"type": "websocket", "path": path, "headers": list(headers)})

    async def receive_output(self, timeout=PATIENCE_SECONDS):
        return await super().receive_output(timeout)

    async def connect(self):
        """Open the socket; (whether it was accepted, the answer)."""
        await self.send_input({"type": "websocket.connect"})
        answer = await self.receive_output()
        return answer["type"] == "websocket.accept", answer

    async def send_to(self, text_data=None, bytes_data=None):
        await self.send_input({"type": "websocket.receive", "text": text_data, "bytes": bytes_data})

    async def send_json_to(self, data):
        await self.send_to(text_data=json.dumps(data))

    async def receive_json_from(self):
        return json.loads((await self.receive_output())["text"])

    async def disconnect(self):
        if not self.future.done():
            await self.send_input({"type": "websocket.disconnect", "code": 1000})
        await self.wait(PATIENCE_SECONDS)
