import type { Ctx } from '@/lib/core/ctx';
import { deletableUser, endAccount } from '@/lib/people/delete-user';
import { declareWrite } from '@/lib/writes/write';
import { readGroupedUser } from './read-grouped-user';

/** Deletes an account and answers what it was. Nobody deletes themselves. */
export const deleteGroupedUser = declareWrite({
  verb: 'deleteGroupedUser',
  asks: ['user:delete'],
  audits: ['user.delete'],
  example: ({ project, user }) => ({ project, user }),
  ready: async (ctx: Ctx, input: { project: string; user: string }) => {
    const shown = await readGroupedUser(ctx, input);
    return { shown, user: await deletableUser(ctx, shown.name) };
  },
  move: async (moving, { shown, user }) => {
    await endAccount(moving, user);
    return shown;
  },
});
