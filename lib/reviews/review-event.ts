import type { Assignment } from '@/lib/roles/assignment';
import type { AuditEvent } from '@/lib/writes/audit';

/** The audit event of what a review decided about an assignment; `until`: when one that is kept is asked for again. */
export function reviewEvent<Action extends 'access_review.keep' | 'access_review.end'>(
  action: Action,
  { id, role, user, team, project, projectId }: Assignment,
  until: Date | null,
): AuditEvent<Action> {
  return {
    action,
    resourceType: 'access_review',
    resourceId: id,
    resourceName: role,
    projectId,
    details: { user, team, project, ...(until !== null && { keptUntil: until.toISOString() }) },
  };
}
