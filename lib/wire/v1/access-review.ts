import { z } from 'zod';
import { endReviewed } from '@/lib/reviews/end-reviewed';
import { keepAssignment } from '@/lib/reviews/keep-assignment';
import { reviewAssignments } from '@/lib/reviews/review-assignments';
import type { ReviewedAssignment } from '@/lib/reviews/reviewed-assignment';
import { type Endpoint, endpoint } from '../endpoint';
import { given, listQuery, pageReply, toPageReply } from './pages';

const day = z.iso.date();
const n = z.number().int();
const instant = z.iso.datetime();

const Reply = z.object({
  id: z.uuid(),
  roleId: z.uuid(),
  role: z.string(),
  userId: z.uuid().nullable(),
  user: z.string().nullable(),
  teamId: z.uuid().nullable(),
  team: z.string().nullable(),
  projectId: z.uuid().nullable(),
  project: z.string().nullable(),
  createdAt: instant,
  createdBy: z.string(),
  expiresAt: instant.nullable(),
  state: z.enum(['unused', 'kept', 'young', 'used']),
  lastUsed: day.nullable(),
  unusedFrom: day,
  permissions: n,
  usedPermissions: n,
  members: n.nullable(),
  usedByMembers: n.nullable(),
  keptAt: instant.nullable(),
  keptBy: z.string().nullable(),
  keptUntil: instant.nullable(),
});

const present = ({ roleOrigin: _, members, kept, ...one }: ReviewedAssignment) => ({
  ...one,
  members: members?.all ?? null,
  usedByMembers: members?.used ?? null,
  keptAt: kept?.at ?? null,
  keptBy: kept?.by ?? null,
  keptUntil: kept?.until ?? null,
});

const KeptReply = z.object({ id: z.uuid(), keptAt: instant, keptBy: z.string(), keptUntil: instant });

/** Which assignments nobody used for 90 days, and that some of them stay or go. */
export const accessReviewEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/access-review',
    summary:
      'Assignments in force that you may read, with what was used of each in the last 90 days; `place=everywhere` are those that hold in no project alone',
    access: 'signed-in',
    query: listQuery(['used', 'given']).extend({
      role: z.string().optional(),
      user: z.string().optional(),
      team: z.string().optional(),
      project: z.string().optional(),
      place: z.literal('everywhere').optional(),
      state: z.enum(['unused', 'kept', 'young', 'used']).optional(),
    }),
    reply: pageReply(Reply).extend({ countedSince: day, unusedFrom: day }),
    handle: async ({ ctx, query }) => {
      const { place, project, ...rest } = query;
      const where = place === undefined ? project : null;
      const review = await reviewAssignments(ctx, given({ ...rest, project: where }));
      const { countedSince, unusedFrom } = review;
      return { ...toPageReply(review, present), countedSince, unusedFrom };
    },
  }),
  endpoint({
    method: 'POST',
    path: '/access-review/{assignment}/keep',
    summary: 'Say that an assignment stays, though nobody uses it: for 90 days it is not asked for again',
    access: { operation: 'role_assignment', type: 'delete', on: 'store' },
    reply: KeptReply,
    handle: async ({ ctx, param }) => keepAssignment(ctx, { id: param('assignment') }),
  }),
  endpoint({
    method: 'DELETE',
    path: '/access-review/{assignment}',
    summary: 'End an assignment, and tell the audit that a review did',
    access: { operation: 'role_assignment', type: 'delete', on: 'store' },
    status: 204,
    handle: async ({ ctx, param }) => {
      await endReviewed(ctx, { id: param('assignment') });
    },
  }),
];
