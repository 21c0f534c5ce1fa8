"""python3-hl7's own MLLP server: acknowledges what it can parse, and writes a JSON line of what it read."""
import asyncio
import json

import hl7
from hl7.mllp import start_hl7_server


def first(field):
    while not isinstance(field, str):
        field = field[0]
    return field


def summary(message):
    read = lambda segment, index: message.unescape(first(segment[index])) if len(segment) > index else ""
    observations = [s for s in message if str(s[0]) == "OBX"]
    pid = message.segment("PID")
    return {
        "controlId": str(message.segment("MSH")[10]),
        "patientId": read(pid, 3),
        "family": read(pid, 5),
        "observations": len(observations),
        "values": [read(s, 5) for s in observations],
    }


async def serve(reader, writer):
    try:
        while not writer.is_closing():
            message = await reader.readmessage()
            print(json.dumps(summary(message)), flush=True)
            writer.writemessage(message.create_ack())
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        pass
    finally:
        writer.close()


async def main():
    async with await start_hl7_server(serve, host="127.0.0.1", port=0, encoding="utf-8") as server:
        print(json.dumps({"port": server.sockets[0].getsockname()[1]}), flush=True)
        await server.serve_forever()


asyncio.run(main())
