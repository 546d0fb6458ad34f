import { z } from 'zod';
import { actorName } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError, isDomainError } from '@/lib/core/domain-error';
import { createUser } from '@/lib/people/create-user';
import { deleteUser } from '@/lib/people/delete-user';
import { listUsers } from '@/lib/people/list-users';
import { readUser } from '@/lib/people/read-user';
import type { User } from '@/lib/people/user';
import { listTeams } from '@/lib/teams/list-teams';
import { type Endpoint, endpoint } from '../endpoint';
import { alreadyThere, every, Named, named, PostedName } from './entities';
import { conflictAs } from './wording';

/** The name that every client begins with, whoever holds its token. */
const ANYBODY = 'default';

/** A user; `default` is the token's holder where nobody has that name. */
export async function userMeant(ctx: Ctx, name: string): Promise<User> {
  try {
    return await readUser(ctx, { user: name });
  } catch (error) {
    if (name !== ANYBODY || !isDomainError(error) || error.code !== 'not_found') throw error;
    return readUser(ctx, { user: actorName(ctx.actor) });
  }
}

/** Deleting oneself, for who may delete others, is a conflict to clients; a missing permission is none. */
function asConflict(error: unknown): never {
  if (isDomainError(error) && error.code === 'forbidden' && error.permission === undefined)
    throw new DomainError('precondition', error.message);
  throw error;
}

const user = (type: 'create' | 'read' | 'delete') => ({ operation: 'user', type, on: 'store' }) as const;

export const zenmlUserEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/users',
    summary: 'All users',
    access: user('read'),
    reply: z.array(Named),
    handle: async ({ ctx }) => (await every((page) => listUsers(ctx, page))).map(named),
  }),
  endpoint({
    method: 'POST',
    path: '/users',
    summary: 'Make a user, who holds nothing and has no password yet',
    access: user('create'),
    body: PostedName,
    example: ({ fresh }) => ({ name: fresh('user') }),
    reply: Named,
    handle: async ({ ctx, body }) =>
      named(
        await conflictAs(
          'EntityExistsError',
          () => createUser(ctx, { name: body.name }),
          alreadyThere('User', body.name),
        ),
      ),
  }),
  endpoint({
    method: 'GET',
    path: '/users/{user}',
    summary: 'A user; oneself always',
    access: user('read'),
    reply: Named,
    handle: async ({ ctx, param }) => named(await userMeant(ctx, param('user'))),
  }),
  endpoint({
    method: 'DELETE',
    path: '/users/{user}',
    summary: 'Delete a user; what they made stays',
    access: user('delete'),
    reply: z.null(),
    handle: async ({ ctx, param }) => {
      await deleteUser(ctx, { user: param('user') }).catch(asConflict);
      return null;
    },
  }),
  endpoint({
    method: 'GET',
    path: '/users/{user}/teams',
    summary: 'Teams that a user is in',
    access: user('read'),
    reply: z.array(Named),
    handle: async ({ ctx, param }) => {
      const { name } = await userMeant(ctx, param('user'));
      return (await every((page) => listTeams(ctx, { ...page, member: name }))).map(named);
    },
  }),
];
