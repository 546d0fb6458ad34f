import type { AddressInfo } from 'node:net';
import { createGate, type Gate } from '@/lib/wire/gate/gate';
import { createLog } from '@/lib/wire/gate/log';
import type { GateSettings, Handlers } from '@/lib/wire/gate/visit';

const gates: Gate[] = [];

const echo: Handlers = {
  api: async (request, response) => {
    let size = 0;
    for await (const chunk of request) size += (chunk as Buffer).length;
    response.end(JSON.stringify({ by: 'api', url: request.url, size, headers: request.headers }));
  },
  pages: async (request, response) => {
    let size = 0;
    for await (const chunk of request) size += (chunk as Buffer).length;
    response.end(JSON.stringify({ by: 'pages', url: request.url, size, headers: request.headers }));
  },
};

/** A gate that listens, in front of handlers that tell what reached them, with what it logs. */
export async function openGate(
  settings: Partial<GateSettings> = {},
  handlers: Partial<Handlers> = {},
): Promise<{ port: number; gate: Gate; lines: Record<string, unknown>[] }> {
  const lines: Record<string, unknown>[] = [];
  const gate = createGate(
    { ...echo, ...handlers },
    {
      publicAddress: { url: 'http://localhost', urlIsGiven: false, listensOnLoopback: true },
      trustedProxies: 0,
      isSetUp: async () => true,
      viewedBy: async () => null,
      isAway: () => false,
      readiness: async () => [],
      log: createLog('debug', { write: (line) => lines.push(JSON.parse(line)) }),
      ...settings,
    },
  );
  gates.push(gate);
  await new Promise<void>((resolve) => gate.server.listen(0, '127.0.0.1', resolve));
  return { port: (gate.server.address() as AddressInfo).port, gate, lines };
}

/** Closes what {@link openGate} opened. */
export async function closeGates(): Promise<void> {
  await Promise.all(gates.splice(0).map((gate) => gate.drain(0)));
}
