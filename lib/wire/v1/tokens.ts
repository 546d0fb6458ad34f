import { z } from 'zod';
import { createToken } from '@/lib/credentials/create-token';
import { listTokens } from '@/lib/credentials/list-tokens';
import { revokeToken } from '@/lib/credentials/revoke-token';
import type { TokenRecord } from '@/lib/credentials/token';
import { type Endpoint, endpoint } from '../endpoint';
import { given } from './pages';

/** A token without its text. */
export const Token = z.object({
  id: z.uuid(),
  kind: z.enum(['api', 'zenml']),
  name: z.string(),
  prefix: z.string(),
  owner: z.string(),
  ownerKind: z.enum(['person', 'service']),
  readOnly: z.boolean(),
  project: z.string().nullable(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
  lastUsedFrom: z.string().nullable(),
  revokedAt: z.iso.datetime().nullable(),
  isRotated: z.boolean(),
});

export const presentTokenReply = (token: TokenRecord) => ({
  id: token.id,
  kind: token.kind,
  name: token.name,
  prefix: token.prefix,
  owner: token.owner,
  ownerKind: token.ownerKind,
  readOnly: token.readOnly,
  project: token.project,
  createdAt: token.createdAt,
  expiresAt: token.expiresAt,
  lastUsedAt: token.lastUsedAt,
  lastUsedFrom: token.lastUsedFrom,
  revokedAt: token.revokedAt,
  isRotated: token.isRotated,
});

/** API tokens of the caller, and for administrators of everybody. */
export const tokenEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/tokens',
    summary: 'Your tokens; with `user` or `everybody` those of others (token:read)',
    access: 'signed-in',
    query: z.strictObject({
      user: z.string().max(255).optional(),
      everybody: z.stringbool().optional(),
    }),
    reply: z.object({ items: z.array(Token) }),
    handle: async ({ ctx, query }) => ({
      items: (await listTokens(ctx, given(query))).map(presentTokenReply),
    }),
  }),
  endpoint({
    method: 'POST',
    path: '/tokens',
    summary: 'Create a token; its text is in this reply and never again',
    access: 'signed-in',
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
    handle: async ({ ctx, body }) => {
      const made = await createToken(ctx, given(body));
      return { ...presentTokenReply(made), token: made.token };
    },
  }),
  endpoint({
    method: 'DELETE',
    path: '/tokens/{id}',
    summary: 'End a token at once',
    access: 'signed-in',
    status: 204,
    handle: ({ ctx, param }) => revokeToken(ctx, { id: param('id') }),
  }),
];
