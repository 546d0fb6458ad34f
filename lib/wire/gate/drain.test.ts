import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { afterAll, expect, it } from 'vitest';
import { closeGates, openGate } from '@/lib/testing/gate';

/** Sends one request when it is told to, says in `shared` that it did, and tells what came back. */
const CLIENT = `
const { parentPort, workerData: { port, shared } } = require('node:worker_threads');
const said = (text) => { Atomics.store(shared, 0, 1); Atomics.notify(shared, 0); parentPort.postMessage(text); };
parentPort.once('message', () => {
  let text = '';
  const socket = require('node:net').connect(port, '127.0.0.1');
  socket.on('data', (chunk) => { text += chunk; });
  socket.on('error', ({ code }) => said(code));
  socket.on('close', () => said(text));
  socket.write('GET /api/x HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n', () => {
    Atomics.store(shared, 0, 1);
    Atomics.notify(shared, 0);
  });
});
parentPort.postMessage('ready');
`;
/** Milliseconds; longer than a draining server waits without a new connection. */
const STALL = 600;

afterAll(closeGates);

it('a request that comes while a busy machine lets the server not run is answered before it goes', async () => {
  const { port, gate } = await openGate({}, { api: (_request, response) => response.end('whole') });
  const shared = new Int32Array(new SharedArrayBuffer(8));
  const client = new Worker(CLIENT, { eval: true, workerData: { port, shared } });
  await once(client, 'message');
  const drained = gate.drain(10_000);
  client.postMessage('go');
  // Nothing runs in this thread until the request is sent, and for a while after that.
  Atomics.wait(shared, 0, 0, 30_000);
  Atomics.wait(shared, 1, 0, STALL);
  const [[told]] = await Promise.all([once(client, 'message'), drained]);
  await client.terminate();
  expect(told).toMatch(/whole$/);
});
