import { z } from 'zod';
import { INVITATION_ENDS } from '@/db/schema';
import { url as pages } from '@/lib/core/urls';
import { createPasswordLink } from '@/lib/credentials/create-password-link';
import { createInvitation } from '@/lib/invitations/create-invitation';
import type { Invitation } from '@/lib/invitations/invitation';
import { listInvitations } from '@/lib/invitations/list-invitations';
import { withdrawInvitation } from '@/lib/invitations/withdraw-invitation';
import { type Endpoint, endpoint } from '../endpoint';
import { given, listQuery, pageReply, toPageReply } from './pages';

const State = z.enum(['open', ...INVITATION_ENDS]);

const Reply = z.object({
  id: z.uuid(),
  name: z.string(),
  note: z.string().nullable(),
  state: State,
  teams: z.array(z.object({ team: z.string(), isGiven: z.boolean().nullable() })).nullable(),
  roles: z
    .array(
      z.object({
        role: z.string(),
        project: z.string().nullable(),
        expiresAt: z.iso.datetime().nullable(),
        isGiven: z.boolean().nullable(),
      }),
    )
    .nullable(),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  expiresAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  endedBy: z.string().nullable(),
  user: z.string().nullable(),
});

const present = (invitation: Invitation) => ({
  id: invitation.id,
  name: invitation.name,
  note: invitation.note,
  state: invitation.state,
  teams: invitation.teams,
  roles: invitation.roles,
  createdAt: invitation.createdAt,
  createdBy: invitation.createdBy,
  expiresAt: invitation.expiresAt,
  endedAt: invitation.endedAt,
  endedBy: invitation.endedBy,
  user: invitation.user,
});

const create = { operation: 'user', type: 'create', on: 'store' } as const;

/** Links that somebody sends to somebody else. They are used on pages: no program chooses a person's password. */
export const invitationEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/invitations',
    summary: 'Invitations, newest first; what they offer is told to who may read that',
    access: { operation: 'user', type: 'read', on: 'store' },
    query: listQuery(['created']).omit({ sort: true }).extend({ state: State.optional() }),
    reply: pageReply(Reply),
    handle: async ({ ctx, query }) => toPageReply(await listInvitations(ctx, given(query)), present),
  }),
  endpoint({
    method: 'POST',
    path: '/invitations',
    summary:
      'Offer an account with teams and roles that you may give; its link is in this reply and never again, works once, and for a day',
    access: create,
    status: 201,
    body: z.strictObject({
      name: z.string(),
      note: z.string().nullable().optional(),
      teams: z.array(z.string()).optional(),
      roles: z
        .array(
          z.strictObject({
            role: z.string(),
            project: z.string().nullable().optional(),
            expiresAt: z.iso
              .datetime({ offset: true })
              .transform((text) => new Date(text))
              .nullable()
              .optional(),
          }),
        )
        .optional(),
    }),
    example: ({ fresh }) => ({ name: fresh('user') }),
    reply: Reply.extend({ link: z.url() }),
    handle: async ({ ctx, body, url }) => {
      const { roles, ...rest } = body;
      const offered = roles === undefined ? {} : { roles: roles.map(given) };
      const made = await createInvitation(ctx, { ...given(rest), ...offered });
      return { ...present(made), link: `${url}${pages.join(made.secret)}` };
    },
  }),
  endpoint({
    method: 'DELETE',
    path: '/invitations/{invitation}',
    summary: 'Withdraw an open invitation: its link does nothing from then on',
    access: create,
    status: 204,
    handle: ({ ctx, param }) => withdrawInvitation(ctx, { id: param('invitation') }),
  }),
  endpoint({
    method: 'POST',
    path: '/users/{user}/password-link',
    summary:
      'Make a link for a new password of somebody else; it is in this reply and never again, works once, and for a day, and ends the one before',
    access: { operation: 'user', type: 'update', on: 'store' },
    status: 201,
    reply: z.object({ user: z.string(), link: z.url(), expiresAt: z.iso.datetime() }),
    handle: async ({ ctx, param, url }) => {
      const { user, secret, expiresAt } = await createPasswordLink(ctx, { user: param('user') });
      return { user, link: `${url}${pages.passwordLink(secret)}`, expiresAt };
    },
  }),
];
