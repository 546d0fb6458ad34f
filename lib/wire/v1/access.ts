import { z } from 'zod';
import { OPERATIONS, PERMISSION_TYPES } from '@/db/schema';
import { canI } from '@/lib/explanations/can-i';
import { type Asked, explained } from '@/lib/explanations/place';
import { type AccessChange, simulate } from '@/lib/explanations/simulate';
import type { Way } from '@/lib/explanations/ways';
import { whoCan } from '@/lib/explanations/who-can';
import { type Explanation, explain } from '@/lib/roles/explain';
import { type Endpoint, endpoint } from '../endpoint';
import { given } from './pages';

const Operation = z.enum(OPERATIONS);
const Type = z.enum(PERMISSION_TYPES);

/** What is asked about: a permission in the store, in a project, or on one thing (a model, artifacts of one, …) by its id. */
export const AskedQuery = z.strictObject({
  operation: Operation,
  type: Type,
  project: z.string().optional(),
  resource: z.uuid().optional(),
});

const instant = z.iso.datetime().nullable();
const Path = z.object({
  assignmentId: z.uuid(),
  role: z.string(),
  team: z.string().nullable(),
  project: z.string().nullable(),
});
const ExplanationReply = z.object({
  allowed: z.boolean(),
  user: z.string(),
  permission: z.string(),
  paths: z.array(Path),
  reason: z.string().nullable(),
});
const WayReply = z.object({
  role: z.string().nullable(),
  permissions: z.array(z.string()),
});
const PowerReply = z.object({
  permission: z.string(),
  project: z.string().nullable(),
  resource: z.uuid().nullable(),
  until: instant,
});

const presentExplanation = ({ allowed, user, permission, paths, reason }: Explanation) => ({
  allowed,
  user,
  permission,
  paths: paths.map(({ assignmentId, role, team, project }) => ({ assignmentId, role, team, project })),
  reason,
});

const presentWay = ({ role, permits }: Way) => ({
  role,
  permissions: permits.flatMap(({ operation, types }) => types.map((type) => `${operation}:${type}`)),
});

const ChangeBody = z.discriminatedUnion('change', [
  z.strictObject({
    change: z.literal('assign'),
    role: z.string(),
    user: z.string().nullable().optional(),
    team: z.string().nullable().optional(),
    project: z.string().nullable().optional(),
    expiresAt: z.iso
      .datetime({ offset: true })
      .transform((text) => new Date(text))
      .nullable()
      .optional(),
  }),
  z.strictObject({ change: z.literal('end'), assignment: z.uuid() }),
  z.strictObject({ change: z.enum(['add_member', 'remove_member']), team: z.string(), user: z.string() }),
  z.strictObject({
    change: z.literal('update_role'),
    role: z.string(),
    permissions: z
      .array(z.strictObject({ operation: Operation, type: Type, resourceId: z.uuid().nullable().optional() }))
      .max(1000),
  }),
]);

/** Who may do what, and why: questions. What people ask to be allowed lies beside it. */
export const accessEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/access/can-i',
    summary: 'Whether you may, by which paths, or what would let you, the narrowest first',
    access: 'signed-in',
    query: AskedQuery,
    reply: ExplanationReply.extend({ ways: z.array(WayReply) }),
    handle: async ({ ctx, query }) => {
      const answer = await canI(ctx, given(query));
      return { ...presentExplanation(answer), ways: answer.ways.map(presentWay) };
    },
  }),
  endpoint({
    method: 'GET',
    path: '/access/explain',
    summary: 'Whether somebody may and by which paths; of others for who may read assignments there',
    access: 'signed-in',
    query: AskedQuery.extend({ user: z.string().optional() }),
    reply: ExplanationReply,
    handle: async ({ ctx, query }) => {
      const { user, ...asked } = query;
      const about: Asked = given(asked);
      return presentExplanation(
        await explain(ctx, { ...explained(about), ...(user !== undefined && { user }) }),
      );
    },
  }),
  endpoint({
    method: 'GET',
    path: '/access/who-can',
    summary:
      'People who may and their paths: all for who may read assignments there, else those who share a team or a project with you',
    access: 'signed-in',
    query: AskedQuery,
    reply: z.object({
      permission: z.string(),
      people: z.array(
        z.object({
          user: z.string(),
          kind: z.enum(['person', 'service']),
          paths: z.array(Path.extend({ role: z.string().nullable(), expiresAt: instant })),
        }),
      ),
      more: z.number().int(),
      others: z.number().int(),
    }),
    handle: async ({ ctx, query }) => whoCan(ctx, given(query)),
  }),
  endpoint({
    method: 'POST',
    path: '/access/simulate',
    summary: 'What people would gain and lose by a change, for who may make it; nothing is changed',
    access: { operation: 'role_assignment', type: 'create', on: 'store' },
    body: ChangeBody,
    example: async ({ role, anotherUser }) => ({
      change: 'assign' as const,
      role,
      user: await anotherUser(),
    }),
    reply: z.object({
      people: z.array(
        z.object({ user: z.string(), gains: z.array(PowerReply), losses: z.array(PowerReply) }),
      ),
      more: z.number().int(),
      unchanged: z.number().int(),
    }),
    handle: async ({ ctx, body }) => {
      const { people, more, unchanged } = await simulate(ctx, given(body) as AccessChange);
      const powers = (all: (typeof people)[number]['gains']) =>
        all.map(({ operation, type, project, resource, until }) => ({
          permission: `${operation}:${type}`,
          project,
          resource,
          until,
        }));
      return {
        people: people.map(({ user, gains, losses }) => ({
          user,
          gains: powers(gains),
          losses: powers(losses),
        })),
        more,
        unchanged,
      };
    },
  }),
];
