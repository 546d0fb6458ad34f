import { z } from 'zod';
import { can } from '@/lib/access/authorize';
import { readUser } from '@/lib/access/read-user';
import { type Endpoint, endpoint } from '../endpoint';

/** Whoever asks, as clients of this door know people. */
export const meEndpoint: Endpoint = endpoint({
  method: 'GET',
  path: '/user/me',
  summary: 'Who you are',
  access: 'signed-in',
  reply: z.object({
    username: z.string(),
    email: z.string().nullable(),
    full_name: z.string().nullable(),
    disabled: z.boolean(),
    role: z.enum(['admin', 'regular']),
    groups: z.array(z.unknown()),
  }),
  handle: async ({ ctx }) => {
    const user = await readUser(ctx, { user: 'me' });
    // Administrators of the whole store, and nobody else, hold what guards escalation.
    const admin = await can(ctx, { operation: 'escalation', type: 'update', projectId: null });
    return {
      username: user.name,
      email: user.email,
      full_name: user.fullName,
      disabled: !user.isActive,
      role: admin ? 'admin' : 'regular',
      groups: [],
    };
  },
});
