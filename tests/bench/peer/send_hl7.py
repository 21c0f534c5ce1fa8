"""python3-hl7's MLLP client: the same message again and again, one after the other on each connection; a second's worth."""
import asyncio
import json
import sys
import time

import hl7
from hl7.mllp import open_hl7_connection


async def send(port, message, until):
    reader, writer = await open_hl7_connection("127.0.0.1", port, encoding="utf-8")
    sent = 0
    while time.monotonic() < until:
        writer.writemessage(message)
        await writer.drain()
        await reader.readmessage()
        sent += 1
    writer.close()
    return sent


async def main(port, text, connections, seconds):
    message = hl7.parse(text)
    start = time.monotonic()
    counts = await asyncio.gather(*(send(port, message, start + seconds) for _ in range(connections)))
    return sum(counts) / (time.monotonic() - start)


for line in sys.stdin:
    asked = json.loads(line)
    rate = asyncio.run(main(asked["port"], asked["text"], asked["connections"], asked["seconds"]))
    print(json.dumps({"value": rate}), flush=True)
