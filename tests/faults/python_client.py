"""A client in another language, of Debian's python3-socketio: follows a stream, is cut, resumes at its offset, and writes what it saw.

Arguments: address, token, stream, how many events to see, a file for the history. A line of it: stream, offset, SHA-256 of the event.
"""
import asyncio
import hashlib
import json
import sys

import socketio

ADDRESS, TOKEN, STREAM, WANTED, PATH = sys.argv[1:6]


def hashed(event):
    """As tests/faults/support/history.ts does it: JSON with sorted keys, without spaces."""
    text = json.dumps(event, sort_keys=True, separators=(',', ':'), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


class Follower:
    def __init__(self):
        self.last = 0
        self.resumed = -1
        self.faults = []
        self.lines = []

    def hear(self, event):
        if event['stream'] != STREAM or event['offset'] <= self.last:
            return
        if event['offset'] != self.last + 1:
            self.faults.append('%d after %d' % (event['offset'], self.last))
            return
        self.last = event['offset']
        self.lines.append('%s %d %s' % (STREAM, self.last, hashed(event)))

    async def follow_once(self):
        client = socketio.AsyncClient(reconnection=False)
        client.on('stream:event', self.hear)
        client.on('stream:reset', lambda reset: self.faults.append('reset: %s' % reset['reason']))
        try:
            await client.connect(ADDRESS, auth={'token': TOKEN}, transports=['websocket'], wait_timeout=4)
            answer = await client.call('stream:subscribe', {'stream': STREAM, 'after': self.last}, timeout=4)
            if not answer['ok']:
                self.faults.append('refused: %s' % answer['error']['code'])
                return
            self.resumed += 1
            while client.connected and self.last < int(WANTED):
                await asyncio.sleep(0.005)
        except (socketio.exceptions.SocketIOError, OSError, asyncio.TimeoutError):
            await asyncio.sleep(0.02)
        finally:
            try:
                await asyncio.wait_for(client.disconnect(), 1)
            except Exception:  # a connection that was cut may fail to close in any way
                pass


async def main():
    follower = Follower()
    while follower.last < int(WANTED) and not follower.faults:
        await follower.follow_once()
    with open(PATH, 'w') as file:
        file.write('\n'.join(follower.lines))
    print(json.dumps({'resumed': follower.resumed, 'faults': follower.faults}))


asyncio.run(main())
