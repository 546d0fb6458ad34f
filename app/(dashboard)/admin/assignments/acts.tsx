import { ConfirmButton } from '@/components/forms/confirm-button';
import { LinkButton } from '@/components/ui/button';
import { can } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { isDomainError } from '@/lib/core/domain-error';
import { url } from '@/lib/core/urls';
import type { Assignment } from '@/lib/roles/assignment';
import { type ListRoleAssignments, listRoleAssignments } from '@/lib/roles/list-role-assignments';
import { endAssignmentAction } from './actions';

/** What can be done about an assignment, in its row. */
export function AssignmentActs({
  assignment: { id, role, user, team, project, expiresAt },
}: {
  readonly assignment: Assignment;
}) {
  const holder = user ?? `the team ${team}`;
  return (
    <span className="flex flex-wrap justify-end gap-1.5">
      <LinkButton href={url.assignment(id)}>
        {expiresAt === null ? 'Set end' : 'Prolong'}
        <span className="sr-only">{` ${role} of ${holder}`}</span>
      </LinkButton>
      <ConfirmButton
        action={endAssignmentAction}
        fields={{ id }}
        label="End"
        question={`End the role ${role} of ${holder} ${project === null ? 'everywhere' : `on ${project}`}? What comes through it alone ends at once.`}
      />
    </span>
  );
}

/** The projects of these assignments in which the reader may end some; null among them for everywhere. */
export async function changeableOf(
  ctx: Ctx,
  assignments: readonly Pick<Assignment, 'projectId'>[],
): Promise<ReadonlySet<string | null>> {
  const changeable = new Set<string | null>();
  for (const projectId of new Set(assignments.map((each) => each.projectId)))
    if (await can(ctx, { operation: 'role_assignment', type: 'delete', projectId }))
      changeable.add(projectId);
  return changeable;
}

/** Nothing where a filter names what is not there, or not for this reader. */
export async function assignmentsOrNone(ctx: Ctx, input: ListRoleAssignments) {
  try {
    return await listRoleAssignments(ctx, input);
  } catch (error) {
    if (!isDomainError(error) || error.code !== 'not_found') throw error;
    return { items: [], count: 0, next: null, previous: null } as const;
  }
}
