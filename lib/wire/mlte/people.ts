import { z } from 'zod';
import { DomainError, type Issue, isDomainError } from '@/lib/core/domain-error';
import { nameKey } from '@/lib/core/name';
import { createGroupedUser } from '@/lib/groups/create-grouped-user';
import { deleteGroupedUser } from '@/lib/groups/delete-grouped-user';
import type { GroupedUser } from '@/lib/groups/grouped-user';
import { listGroupedUsers } from '@/lib/groups/list-grouped-users';
import { readGroupedUser } from '@/lib/groups/read-grouped-user';
import { updateGroupedUser } from '@/lib/groups/update-grouped-user';
import { listModelsOfUser } from '@/lib/models/list-models-of-user';
import { listUserNames } from '@/lib/people/list-users';
import { type Endpoint, endpoint } from '../endpoint';
import { jsonArrayResponse } from '../json-stream';
import { detail } from './dialect';
import { GroupModel } from './groups';

const Role = z.enum(['admin', 'regular']);
const BasicUser = z.object({
  username: z.string(),
  email: z.string().nullable(),
  full_name: z.string().nullable(),
  disabled: z.boolean(),
  role: Role,
  groups: z.array(GroupModel),
});
/** Clients want a hash with every user; it is always empty. */
const User = BasicUser.extend({ hashed_password: z.literal('') });

/** Of the groups in a user only the names say something. */
const GroupName = z.looseObject({ name: z.string() });
/** An empty text is how forms of these clients say that there is none. */
const optional = z
  .string()
  .nullable()
  .transform((text) => text || null);

const NewUser = z.object({
  username: z.string(),
  password: z.string(),
  email: optional.default(null),
  full_name: optional.default(null),
  disabled: z.boolean().default(false),
  role: Role.default('regular'),
  groups: z.array(GroupName).default([]),
});
const ChangedUser = z.object({
  username: z.string(),
  password: z.string().optional(),
  email: optional.optional(),
  full_name: optional.optional(),
  disabled: z.boolean().optional(),
  role: Role.optional(),
  groups: z.array(GroupName).optional(),
});

const user = (type: 'create' | 'read' | 'update' | 'delete') =>
  ({ operation: 'user', type, on: 'store' }) as const;

const basic = ({ name, email, fullName, isActive, administers, groups }: GroupedUser) => ({
  username: name,
  email,
  full_name: fullName,
  disabled: !isActive,
  role: administers ? 'admin' : 'regular',
  groups,
});
const whole = (of: GroupedUser) => ({ ...basic(of), hashed_password: '' });

const FIELDS: Readonly<Record<string, string>> = {
  name: 'username',
  fullName: 'full_name',
  isActive: 'disabled',
};

/** Complaints about fields under the names that these clients gave them. */
async function inTheirWords<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isDomainError(error) || error.code !== 'invalid') throw error;
    const issues = error.issues.map((issue: Issue) => ({ ...issue, path: FIELDS[issue.path] ?? issue.path }));
    throw new DomainError('invalid', error.message, { issues });
  }
}

/** People. They belong to the store: every project's base shows the same, with the groups of its models. */
export const peopleEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'POST',
    path: '/user',
    summary: 'Create an account, in the groups that it names',
    access: user('create'),
    body: NewUser,
    example: ({ fresh }) => ({ username: fresh('user'), password: fresh('a long pass phrase') }),
    reply: User,
    handle: ({ ctx, project, body }) =>
      inTheirWords(async () => {
        const { username: name, full_name: fullName, disabled, groups, ...rest } = body;
        const names = groups.map((group) => group.name);
        const input = { ...rest, project, name, fullName, isActive: !disabled, groups: names };
        return whole(await createGroupedUser(ctx, input));
      }).catch((error: unknown) => {
        if (!isDomainError(error) || error.code !== 'invalid' || nameKey(body.username) !== 'me') throw error;
        return detail(400, "'me' is reserved and can't be used as a username.");
      }),
  }),
  endpoint({
    method: 'PUT',
    path: '/user',
    summary: 'Change an account and its groups; what is missing stays. `me` is oneself',
    access: user('update'),
    body: ChangedUser,
    example: ({ user, fresh }) => ({ username: user, full_name: fresh('Ada') }),
    reply: User,
    handle: ({ ctx, project, body }) =>
      inTheirWords(async () => {
        const { username, password, email, full_name, disabled, role, groups } = body;
        const changed = await updateGroupedUser(ctx, {
          project,
          user: username,
          ...(password === undefined ? {} : { password }),
          ...(email === undefined ? {} : { email }),
          ...(full_name === undefined ? {} : { fullName: full_name }),
          ...(disabled === undefined ? {} : { isActive: !disabled }),
          ...(role === undefined ? {} : { role }),
          ...(groups === undefined ? {} : { groups: groups.map(({ name }) => name) }),
        });
        return whole(changed);
      }),
  }),
  endpoint({
    method: 'GET',
    path: '/user',
    summary: 'Names of everybody',
    access: user('read'),
    reply: z.array(z.string()),
    handle: ({ ctx }) => listUserNames(ctx),
  }),
  endpoint({
    method: 'GET',
    path: '/user/me',
    summary: 'Who you are',
    access: 'signed-in',
    reply: BasicUser,
    handle: async ({ ctx, project }) => basic(await readGroupedUser(ctx, { project, user: 'me' })),
  }),
  endpoint({
    method: 'GET',
    path: '/user/me/models',
    summary: 'Names of the models that you may read',
    access: 'signed-in',
    reply: z.array(z.string()),
    handle: ({ ctx, project }) => listModelsOfUser(ctx, { project, user: 'me' }),
  }),
  endpoint({
    method: 'GET',
    path: '/user/{user}',
    summary: 'Somebody, with their groups',
    access: user('read'),
    reply: User,
    handle: async ({ ctx, project, param }) =>
      whole(await readGroupedUser(ctx, { project, user: param('user') })),
  }),
  endpoint({
    method: 'DELETE',
    path: '/user/{user}',
    summary: 'Delete an account; what it made stays',
    access: user('delete'),
    reply: User,
    handle: async ({ ctx, project, param }) =>
      whole(await deleteGroupedUser(ctx, { project, user: param('user') })),
  }),
  endpoint({
    method: 'GET',
    path: '/user/{user}/models',
    summary: 'Names of the models that somebody may read, as far as you may',
    access: user('read'),
    reply: z.array(z.string()),
    handle: ({ ctx, project, param }) => listModelsOfUser(ctx, { project, user: param('user') }),
  }),
  endpoint({
    method: 'GET',
    path: '/users/details',
    summary: 'Everybody, with their groups',
    access: user('read'),
    reply: z.array(User),
    handle: async ({ ctx, project }) =>
      jsonArrayResponse(await listGroupedUsers(ctx, { project }), (one) => JSON.stringify(whole(one))),
  }),
];
