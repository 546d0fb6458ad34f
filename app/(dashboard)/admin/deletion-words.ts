import type { UserDeletion } from '@/lib/people/delete-user';

const counted = (things: readonly (readonly [n: number, noun: string])[]): string =>
  new Intl.ListFormat('en').format(
    things.map(([n, noun]) => `${n.toLocaleString('en')} ${noun}${n === 1 ? '' : 's'}`),
  );

/** What ends with a person's account. */
export const goesWithPerson = ({
  goes: { sessions, tokens, memberships, assignments, invitations },
}: UserDeletion): string =>
  counted([
    [sessions, 'session'],
    [tokens, 'token'],
    [memberships, 'team membership'],
    [assignments, 'role assignment'],
    [invitations, 'open invitation'],
  ]);

/** What ends with a service account, which has no sessions. */
export const goesWithServiceAccount = ({
  goes: { tokens, memberships, assignments },
}: UserDeletion): string =>
  counted([
    [tokens, 'token'],
    [memberships, 'team membership'],
    [assignments, 'role assignment'],
  ]);

/** What stays under the name of an account that is deleted. */
export const stays = ({ stays: { models, runs, artifacts, auditEvents } }: UserDeletion): string =>
  counted([
    [models, 'model'],
    [runs, 'run'],
    [artifacts, 'artifact'],
    [auditEvents, 'audit event'],
  ]);
