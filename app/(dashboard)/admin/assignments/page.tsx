import type { Metadata } from 'next';
import { ActionLink } from '@/components/access/action-link';
import { assignmentColumns, SOON_DAYS, soonAfter } from '@/components/access/assignment-columns';
import { List } from '@/components/lists/list';
import { PageHead } from '@/components/ui/page-head';
import { adminPages } from '@/lib/access/admin-pages';
import { can } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { url } from '@/lib/core/urls';
import { assignmentListStateOf, EVERYWHERE } from '@/lib/next/lists/assignment-list-state';
import { loadPage, oneEach, type SearchParams } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';
import { listProjects } from '@/lib/projects/list-projects';
import { NoConsole } from '../no-console';
import { optionsOf } from '../options-of';
import { AssignmentActs, assignmentsOrNone, changeableOf } from './acts';
import { assignable } from './assignable';

export const metadata: Metadata = { title: 'Assignments' };

export default async function AssignmentsPage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await signedInCtx();
  const query = await oneEach(searchParams);
  if (!(await adminPages(ctx)).includes('assignments')) return <NoConsole />;
  const { list, input } = assignmentListStateOf(query, soonAfter(ctx.now));
  const page = await loadPage(assignmentsOrNone(ctx, input), list.path);
  const { roles, teams } = await assignable(ctx);
  const { items: projects } = await listProjects(ctx, { limit: 200 });
  const changeable = await changeableOf(ctx, page.items);
  return (
    <>
      <PageHead
        title="Assignments"
        under="Which role is given to whom, where, by whom, and until when."
        actions={
          <ActionLink
            label="Assign a role"
            href={url.newAssignment()}
            why={await whyNotAssign(ctx, projects)}
            hotkey="c"
            look="primary"
          />
        }
      />
      <List
        list={list}
        page={page}
        label="Assignments"
        noun={['assignment', 'assignments']}
        search="Part of a person, team or role"
        choices={[
          { name: 'role', label: 'role', options: optionsOf(roles, list.filter.role) },
          { name: 'team', label: 'team', options: optionsOf(teams, list.filter.team) },
          {
            name: 'in',
            label: 'where',
            options: [
              { value: EVERYWHERE, label: 'everywhere' },
              ...optionsOf(projects, list.filter.in === EVERYWHERE ? undefined : list.filter.in),
            ],
          },
          { name: 'ends', label: 'ends', options: [{ value: 'soon', label: `within ${SOON_DAYS} days` }] },
        ]}
        keyOf={({ id }) => id}
        columns={assignmentColumns(
          ctx.now,
          (assignment) => changeable.has(assignment.projectId) && <AssignmentActs assignment={assignment} />,
        )}
      />
    </>
  );
}

/** Null where the reader may assign a role in some place. */
async function whyNotAssign(ctx: Ctx, projects: readonly { readonly id: string }[]): Promise<string | null> {
  for (const projectId of [null, ...projects.map(({ id }) => id)])
    if (await can(ctx, { operation: 'role_assignment', type: 'create', projectId })) return null;
  return 'You may assign roles nowhere: an administrator can.';
}
