import { once } from 'node:events';
import net from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { closeGates, openGate } from '@/lib/testing/gate';
import { rawRequest, talk } from '@/lib/testing/raw-http';
import type { Handlers } from './visit';

afterEach(closeGates);

describe('what a client can set off besides requests', () => {
  const websocket = { Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Key': 'x' };

  it.each([
    ['a websocket', rawRequest('GET', '/', websocket), 200],
    ['a tunnel', rawRequest('CONNECT', 'localhost:80'), 405],
    ['a head that is none', 'GET\r\n\r\n', 400],
  ])(
    'answers %s, closes its socket though the client does not, and logs a line',
    async (_, bytes, status) => {
      const { port, lines } = await openGate();
      const socket = net.connect({ port, host: '127.0.0.1', allowHalfOpen: true });
      let text = '';
      socket.on('data', (chunk) => {
        text += chunk;
      });
      socket.write(bytes.replace('Connection: close\r\n', ''));
      await once(socket, 'end');
      socket.destroy();
      expect(Number(text.slice(9, 12))).toBe(status);
      await vi.waitFor(() => expect(lines).toMatchObject([{ msg: 'request', status, from: '127.0.0.1' }]));
    },
  );

  it('answers an unknown expectation as any other request', async () => {
    const { port, lines } = await openGate();
    const { status, text } = await talk(port, rawRequest('GET', '/api/x', { Expect: 'magic' }));
    expect([status, text]).toEqual([417, expect.stringMatching(/x-request-id/i)]);
    await vi.waitFor(() => expect(lines).toMatchObject([{ msg: 'request', status, path: '/api/x' }]));
  });

  it('keeps the connection of a client that asks for h2c in passing', async () => {
    const { port } = await openGate();
    const h2c = { Connection: 'Upgrade, HTTP2-Settings', Upgrade: 'h2c', 'HTTP2-Settings': 'AAMAAABk' };
    expect((await talk(port, rawRequest('GET', '/', h2c))).text).toMatch(/connection: keep-alive/i);
  });

  it.each(['request', 'checkContinue', 'checkExpectation', 'clientError', 'connect', 'upgrade'])(
    'lets nobody else listen to %s',
    async (event) => {
      const { gate } = await openGate();
      expect(() => gate.server.on(event, () => {})).toThrow(event);
      expect(gate.server.listenerCount(event)).toBe(event === 'upgrade' ? 0 : 1);
    },
  );

  it('ends at its deadline whatever sockets are open and whoever does not answer', async () => {
    // As in development, where sockets are handed to Next.
    const handlers: Partial<Handlers> = { api: () => {}, upgrade: () => {} };
    const { port, gate } = await openGate({}, handlers);
    const sockets = [
      rawRequest('GET', '/', websocket),
      rawRequest('GET', '/api/stuck'),
      'GET / HTTP/1.1\r\n',
      '',
    ]
      .flatMap((bytes) => Array<string>(10).fill(bytes))
      .map((bytes) => {
        const socket = net.connect({ port, host: '127.0.0.1', allowHalfOpen: true });
        socket.on('error', () => {});
        socket.resume();
        if (bytes !== '') socket.write(bytes);
        return Promise.race([once(socket, 'end'), once(socket, 'close')]);
      });
    await vi.waitFor(async () => {
      const count = await new Promise<number>((resolve) => gate.server.getConnections((_, n) => resolve(n)));
      expect(count).toBe(40);
    });
    await gate.drain(500);
    await Promise.all(sockets);
  });
});
