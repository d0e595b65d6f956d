import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { freePort } from '../../peers/free-port.ts';

test('a free port can be had over TCP and over UDP, and is none that is given by chance', async (t) => {
  const port = await freePort('127.0.0.5');
  assert.ok(port < 32_768);
  const server = createServer().listen(port, '127.0.0.5');
  const socket = createSocket('udp4').bind(port, '127.0.0.5');
  t.after(() => {
    server.close();
    socket.close();
  });
  await Promise.all([once(server, 'listening'), once(socket, 'listening')]);
});
