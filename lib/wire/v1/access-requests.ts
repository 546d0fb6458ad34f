import { z } from 'zod';
import { OPERATIONS, PERMISSION_TYPES, REQUEST_STATES } from '@/db/schema';
import { grantRequest } from '@/lib/requests/grant-request';
import { listRequests } from '@/lib/requests/list-requests';
import { refuseRequest } from '@/lib/requests/refuse-request';
import { type AccessRequest, DURATION_NAMES } from '@/lib/requests/request';
import { requestAccess } from '@/lib/requests/request-access';
import { withdrawRequest } from '@/lib/requests/withdraw-request';
import { type Endpoint, endpoint } from '../endpoint';
import { AskedQuery } from './access';
import { given, listQuery, pageReply, toPageReply } from './pages';

const Duration = z.enum(DURATION_NAMES);
const instant = z.iso.datetime();
const Reply = z.object({
  id: z.uuid(),
  user: z.string(),
  operation: z.enum(OPERATIONS),
  type: z.enum(PERMISSION_TYPES),
  project: z.string().nullable(),
  resource: z.uuid().nullable(),
  resourceName: z.string().nullable(),
  role: z.string().nullable(),
  duration: Duration,
  note: z.string().nullable(),
  state: z.enum(REQUEST_STATES),
  createdAt: instant,
  waitsUntil: instant,
  answeredAt: instant.nullable(),
  answeredBy: z.string().nullable(),
  answerNote: z.string().nullable(),
  grantedUntil: instant.nullable(),
  isHeld: z.boolean(),
});

const present = ({ projectId: _, ...request }: AccessRequest) => request;

/** What people ask to be allowed, and the answers. */
export const accessRequestEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/access/requests',
    summary: 'Requests that you may answer, newest first; with `own` those that you made',
    access: 'signed-in',
    query: listQuery(['newest']).omit({ search: true, sort: true }).extend({
      own: z.stringbool().optional(),
      waiting: z.stringbool().optional(),
    }),
    reply: pageReply(Reply),
    handle: async ({ ctx, query }) => toPageReply(await listRequests(ctx, given(query)), present),
  }),
  endpoint({
    method: 'POST',
    path: '/access/requests',
    summary: 'Ask for a permission for some time; who hands out roles there answers',
    access: 'signed-in',
    status: 201,
    body: AskedQuery.extend({
      role: z.string().nullable().optional(),
      duration: Duration,
      note: z.string().nullable().optional(),
    }),
    example: () => ({ operation: 'stack' as const, type: 'create' as const, duration: 'day' as const }),
    reply: Reply,
    handle: async ({ ctx, body }) => present(await requestAccess(ctx, given(body))),
  }),
  endpoint({
    method: 'DELETE',
    path: '/access/requests/{request}',
    summary: 'Withdraw a request that you made',
    access: 'signed-in',
    status: 204,
    handle: async ({ ctx, param }) => {
      await withdrawRequest(ctx, { id: param('request') });
    },
  }),
  endpoint({
    method: 'POST',
    path: '/access/requests/{request}/grant',
    summary:
      'Grant a request, to who asked or to a team of theirs, until a time is over: as long as it was asked for, unless you say',
    access: { operation: 'role_assignment', type: 'create', on: 'store' },
    body: z.strictObject({
      duration: Duration.optional(),
      note: z.string().nullable().optional(),
      team: z.string().nullable().optional(),
    }),
    example: () => ({ duration: 'hour' as const }),
    reply: Reply,
    handle: async ({ ctx, param, body }) =>
      present(await grantRequest(ctx, { id: param('request'), ...given(body) })),
  }),
  endpoint({
    method: 'POST',
    path: '/access/requests/{request}/refuse',
    summary: 'Refuse a request',
    access: { operation: 'role_assignment', type: 'create', on: 'store' },
    body: z.strictObject({ note: z.string().nullable().optional() }),
    example: () => ({ note: 'Ask again when the audit is over.' }),
    reply: Reply,
    handle: async ({ ctx, param, body }) =>
      present(await refuseRequest(ctx, { id: param('request'), ...given(body) })),
  }),
];
