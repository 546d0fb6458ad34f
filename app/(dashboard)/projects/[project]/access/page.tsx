import type { Metadata } from 'next';
import { AssignmentActs, assignmentsOrNone, changeableOf } from '@/app/(dashboard)/admin/assignments/acts';
import { NoConsole } from '@/app/(dashboard)/admin/no-console';
import { openProject } from '@/app/(dashboard)/projects/[project]/open';
import { ProjectGone } from '@/app/(dashboard)/projects/[project]/project-gone';
import { ActionLink } from '@/components/access/action-link';
import { assignmentColumns, SOON_DAYS, soonAfter } from '@/components/access/assignment-columns';
import { EmptyYet } from '@/components/lists/empty';
import { List } from '@/components/lists/list';
import { PageHead } from '@/components/ui/page-head';
import { can } from '@/lib/access/authorize';
import { url } from '@/lib/core/urls';
import { projectAccessListStateOf } from '@/lib/next/lists/assignment-list-state';
import { loadPage, oneEach, type SearchParams } from '@/lib/next/load';
import { whyNot } from '@/lib/next/why-not';

interface PageProps {
  readonly params: Promise<{ project: string }>;
  readonly searchParams: SearchParams;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: `Access · ${(await params).project}` };
}

/** Who has a role that counts in this project, for who administers it. */
export default async function AccessPage({ params, searchParams }: PageProps) {
  const { ctx, name: sought, found } = await openProject(params, url.projectAccess);
  if (found.value === null) return <ProjectGone name={sought} absence={found.absence} />;
  const { id: projectId, name: project } = found.value;
  const required = { operation: 'role_assignment', projectId } as const;
  if (!(await can(ctx, { ...required, type: 'read' }))) return <NoConsole />;
  const readsAll = await can(ctx, { ...required, type: 'read', projectId: null });
  const { list, input } = projectAccessListStateOf(project, await oneEach(searchParams), soonAfter(ctx.now));
  const page = await loadPage(assignmentsOrNone(ctx, input), list.path);
  const changeable = await changeableOf(ctx, page.items);
  return (
    <>
      <PageHead
        title={`Access to ${project}`}
        under={
          readsAll
            ? 'Roles that count here: those assigned in this project, and those assigned everywhere.'
            : 'Roles assigned in this project, and yours. Who has one everywhere, administrators see.'
        }
        actions={
          <ActionLink
            label="Assign a role"
            href={url.newAssignment({ project })}
            why={await whyNot(ctx, { ...required, type: 'create' })}
            hotkey="c"
            look="primary"
          />
        }
      />
      <List
        list={list}
        page={page}
        label={`Access to ${project}`}
        noun={['assignment', 'assignments']}
        search="Part of a person, team or role"
        choices={[
          {
            name: 'in',
            label: 'where',
            options: [
              { value: 'here', label: 'in this project' },
              { value: 'everywhere', label: 'everywhere' },
            ],
          },
          { name: 'ends', label: 'ends', options: [{ value: 'soon', label: `within ${SOON_DAYS} days` }] },
        ]}
        keyOf={({ id }) => id}
        columns={assignmentColumns(
          ctx.now,
          (assignment) => changeable.has(assignment.projectId) && <AssignmentActs assignment={assignment} />,
        )}
        empty={
          <EmptyYet title="Nobody has a role here yet">
            <p className="text-ink-2">Assign one to a person or a team to let them in.</p>
          </EmptyYet>
        }
      />
    </>
  );
}
