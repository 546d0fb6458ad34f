import { z } from 'zod';
import { CLIENT_DOORS, ROUTE_KINDS } from '@/db/schema';
import { listClients } from '@/lib/system/list-clients';
import { listRouteTimes } from '@/lib/system/list-route-times';
import { readSystem } from '@/lib/system/read-system';
import { TESTED_CLIENTS, TESTED_CONVERSATIONS } from '@/lib/system/tested-clients';
import { type Endpoint, endpoint } from '../endpoint';
import { given, listQuery, pageReply, toPageReply } from './pages';

const n = z.number().int();
const instant = z.iso.datetime();
const access = { operation: 'audit', type: 'read', on: 'store' } as const;
const door = z.enum(CLIENT_DOORS);

const Facts = z.object({
  version: z.string().nullable(),
  commit: z.string().nullable(),
  node: z.string(),
  startedAt: instant,
  workers: n,
  workersStartedAt: z.array(instant),
  database: z.object({
    kind: z.enum(['embedded', 'server']),
    version: z.string(),
    bytes: n,
    tables: z.array(z.object({ name: z.string(), bytes: n })),
    migrations: z.object({ expected: n, applied: n, newest: z.string().nullable() }),
    disk: z.object({ free: n, reserve: n }).nullable(),
  }),
  settings: z.array(
    z.object({
      name: z.string(),
      value: z.string().nullable(),
      isSecret: z.boolean(),
      isGiven: z.boolean(),
    }),
  ),
});

const Clients = z.object({
  clients: z.array(
    z.object({
      door,
      name: z.string().nullable(),
      version: z.string().nullable(),
      conformance: z.enum(['conforms', 'not tested', 'not told']).nullable(),
      firstSeenAt: instant,
      lastSeenAt: instant,
      requests: n,
      days: z.array(z.object({ day: z.iso.date(), requests: n })),
    }),
  ),
  tested: z.array(z.object({ door, client: z.string(), release: z.string(), scripts: z.array(z.string()) })),
  conversations: z.array(z.object({ door, requests: n, operations: n })),
});

const Times = z.object({
  kind: z.enum(ROUTE_KINDS),
  method: z.string(),
  path: z.string(),
  requests: n,
  p50: z.number(),
  p95: z.number(),
  budget: n.nullable(),
  state: z.enum(['within', 'over', 'few']).nullable(),
});

/** What this server is and how it does. `lists`: paths of the lists of this API, which have a budget. */
export const systemEndpoints = (lists: () => ReadonlySet<string>): readonly Endpoint[] => [
  endpoint({
    method: 'GET',
    path: '/system',
    summary:
      'What answers here: its version, its database with sizes in bytes, its settings; of secret ones only whether they are set',
    access,
    reply: Facts,
    handle: async ({ ctx, server }) => readSystem(ctx, server),
  }),
  endpoint({
    method: 'GET',
    path: '/system/clients',
    summary:
      'Clients that were let in at each door in the last 90 days, their requests of the last seven, and which clients are tested',
    access,
    reply: Clients,
    handle: async ({ ctx }) => ({
      clients: await listClients(ctx),
      tested: TESTED_CLIENTS,
      conversations: TESTED_CONVERSATIONS,
    }),
  }),
  endpoint({
    method: 'GET',
    path: '/system/times',
    summary:
      'How many milliseconds requests took by route, over all processes, in the last hour, day or week, against the budget of each',
    access,
    query: listQuery(['slowest', 'most']).extend({
      window: z.enum(['hour', 'day', 'week']).optional(),
      kind: z.enum(ROUTE_KINDS).optional(),
      state: z.enum(['within', 'over', 'few']).optional(),
    }),
    reply: pageReply(Times).extend({ since: instant, requests: n }),
    handle: async ({ ctx, query }) => {
      const page = await listRouteTimes(ctx, given(query), lists());
      return { ...toPageReply(page, (times) => times), since: page.since, requests: page.requests };
    },
  }),
];
