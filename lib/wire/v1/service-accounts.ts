import { z } from 'zod';
import { createServiceAccount } from '@/lib/service-accounts/create-service-account';
import {
  deleteServiceAccount,
  previewDeleteServiceAccount,
} from '@/lib/service-accounts/delete-service-account';
import { issueToken } from '@/lib/service-accounts/issue-token';
import { listServiceAccounts } from '@/lib/service-accounts/list-service-accounts';
import { listServiceTokens } from '@/lib/service-accounts/list-service-tokens';
import { readServiceAccount } from '@/lib/service-accounts/read-service-account';
import { rotateToken } from '@/lib/service-accounts/rotate-token';
import type { ServiceAccount } from '@/lib/service-accounts/service-account';
import { updateServiceAccount } from '@/lib/service-accounts/update-service-account';
import { type Endpoint, endpoint } from '../endpoint';
import { given, listQuery, pageReply, toPageReply } from './pages';
import { presentTokenReply, Token } from './tokens';
import { DeletionReply } from './users';

const Reply = z.object({
  id: z.uuid(),
  name: z.string(),
  description: z.string().nullable(),
  team: z.string(),
  isActive: z.boolean(),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  updatedAt: z.iso.datetime(),
  updatedBy: z.string(),
});

const present = (account: ServiceAccount) => ({
  id: account.id,
  name: account.name,
  description: account.description,
  team: account.team,
  isActive: account.isActive,
  createdAt: account.createdAt,
  createdBy: account.createdBy,
  updatedAt: account.updatedAt,
  updatedBy: account.updatedBy,
});

const ListedReply = Reply.extend({
  tokens: z.number().int(),
  nextExpiry: z.iso.datetime().nullable(),
  lastUsedAt: z.iso.datetime().nullable(),
  lastUsedFrom: z.string().nullable(),
});

const user = (type: 'create' | 'read' | 'update' | 'delete') =>
  ({ operation: 'user', type, on: 'store' }) as const;

/** Accounts of programs. Whoever leads the team that owns one manages its tokens without any of these permissions. */
export const serviceAccountEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/service-accounts',
    summary: 'Service accounts; for who may not read accounts, those of the teams that you lead',
    access: user('read'),
    query: listQuery(['name', 'created']).extend({
      state: z.enum(['active', 'deactivated', 'no token', 'ending']).optional(),
      team: z.string().max(255).optional(),
    }),
    reply: pageReply(ListedReply),
    handle: async ({ ctx, query }) =>
      toPageReply(await listServiceAccounts(ctx, given(query)), (account) => ({
        ...present(account),
        tokens: account.tokens,
        nextExpiry: account.nextExpiry,
        lastUsedAt: account.lastUsedAt,
        lastUsedFrom: account.lastUsedFrom,
      })),
  }),
  endpoint({
    method: 'POST',
    path: '/service-accounts',
    summary: 'Make a service account that holds nothing; the team owns it',
    access: user('create'),
    status: 201,
    body: z.strictObject({
      name: z.string(),
      team: z.string(),
      description: z.string().nullable().optional(),
    }),
    example: ({ fresh, team }) => ({ name: fresh('robot'), team }),
    reply: Reply,
    handle: async ({ ctx, body }) => present(await createServiceAccount(ctx, given(body))),
  }),
  endpoint({
    method: 'GET',
    path: '/service-accounts/{serviceAccount}',
    summary: 'A service account',
    access: user('read'),
    reply: Reply,
    handle: async ({ ctx, param }) =>
      present(await readServiceAccount(ctx, { serviceAccount: param('serviceAccount') })),
  }),
  endpoint({
    method: 'PATCH',
    path: '/service-accounts/{serviceAccount}',
    summary: 'Rename or describe a service account, give it to another team, or switch it on or off',
    access: user('update'),
    body: z.strictObject({
      name: z.string().optional(),
      team: z.string().optional(),
      description: z.string().nullable().optional(),
      isActive: z.boolean().optional(),
    }),
    example: ({ fresh }) => ({ description: fresh('Trains by night') }),
    reply: Reply,
    handle: async ({ ctx, param, body }) =>
      present(await updateServiceAccount(ctx, { serviceAccount: param('serviceAccount'), ...given(body) })),
  }),
  endpoint({
    method: 'GET',
    path: '/service-accounts/{serviceAccount}/deletion',
    summary: 'What deleting the service account would end, and what would stay under its name',
    access: user('delete'),
    reply: DeletionReply,
    handle: async ({ ctx, param }) =>
      previewDeleteServiceAccount(ctx, { serviceAccount: param('serviceAccount') }),
  }),
  endpoint({
    method: 'DELETE',
    path: '/service-accounts/{serviceAccount}',
    summary: 'Delete a service account; what it made stays under the name that it was stamped with',
    access: user('delete'),
    status: 204,
    handle: ({ ctx, param }) => deleteServiceAccount(ctx, { serviceAccount: param('serviceAccount') }),
  }),
  endpoint({
    method: 'GET',
    path: '/service-accounts/{serviceAccount}/tokens',
    summary: 'Tokens of a service account (token:read), or of one whose team you lead',
    access: { operation: 'token', type: 'read', on: 'store' },
    reply: z.object({ items: z.array(Token) }),
    handle: async ({ ctx, param }) => ({
      items: (await listServiceTokens(ctx, { serviceAccount: param('serviceAccount') })).map(
        presentTokenReply,
      ),
    }),
  }),
  endpoint({
    method: 'POST',
    path: '/service-accounts/{serviceAccount}/tokens',
    summary:
      'Issue a token that carries no more than you hold; its text is in this reply and never again. It ends by DELETE /tokens/{id}',
    access: user('update'),
    status: 201,
    body: z.strictObject({
      name: z.string(),
      kind: z.enum(['api', 'zenml']).optional(),
      expiresInDays: z.number().int(),
      readOnly: z.boolean().optional(),
      project: z.string().nullable().optional(),
    }),
    example: ({ fresh }) => ({ name: fresh('token'), expiresInDays: 1 }),
    reply: Token.extend({ token: z.string() }),
    handle: async ({ ctx, param, body }) => {
      const made = await issueToken(ctx, { serviceAccount: param('serviceAccount'), ...given(body) });
      return { ...presentTokenReply(made), token: made.token };
    },
  }),
  endpoint({
    method: 'POST',
    path: '/service-accounts/{serviceAccount}/tokens/{serviceToken}/rotate',
    summary:
      'Issue a token of the same name and scope in the place of this one, which ends after the overlap; the new text is in this reply and never again',
    access: user('update'),
    status: 201,
    body: z.strictObject({
      overlap: z.enum(['none', 'hour', 'day', 'week']),
      expiresInDays: z.number().int(),
    }),
    example: () => ({ overlap: 'day' as const, expiresInDays: 1 }),
    reply: Token.extend({ token: z.string() }),
    handle: async ({ ctx, param, body }) => {
      const [serviceAccount, id] = [param('serviceAccount'), param('serviceToken')];
      const made = await rotateToken(ctx, { serviceAccount, id, ...body });
      return { ...presentTokenReply(made), token: made.token };
    },
  }),
];
