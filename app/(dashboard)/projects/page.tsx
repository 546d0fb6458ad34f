import type { Metadata } from 'next';
import { ActionLink } from '@/components/access/action-link';
import { List } from '@/components/lists/list';
import { stampColumns } from '@/components/lists/stamp-columns';
import { RowLink } from '@/components/lists/table';
import { PageHead } from '@/components/ui/page-head';
import { url } from '@/lib/core/urls';
import { listStateOf } from '@/lib/next/lists/list-state';
import { loadPage, oneEach, type SearchParams } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';
import { whyNot } from '@/lib/next/why-not';
import { listProjects } from '@/lib/projects/list-projects';

export const metadata: Metadata = { title: 'Projects' };

export default async function ProjectsPage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await signedInCtx();
  const list = listStateOf(url.projects(), await oneEach(searchParams), { sorts: ['name', 'created'] });
  const page = await loadPage(listProjects(ctx, list.input), list.path);
  const why = await whyNot(ctx, { operation: 'project', type: 'create', projectId: null });
  return (
    <>
      <PageHead
        title="Projects"
        actions={<ActionLink label="New project" href={url.newProject()} why={why} hotkey="c" />}
      />
      <List
        list={list}
        page={page}
        label="Projects"
        noun={['project', 'projects']}
        search="Search projects"
        keyOf={(project) => project.id}
        columns={[
          {
            label: 'Project',
            sort: ['name', 'ascending'],
            cell: ({ name, description }) => (
              <>
                <RowLink href={url.project(name)}>{name}</RowLink>
                {description !== null && <span className="block max-w-[72ch] text-ink-3">{description}</span>}
              </>
            ),
          },
          { label: 'Models', numeric: true, dim: true, cell: (project) => project.models },
          ...stampColumns(ctx.now),
        ]}
        empty={
          <p className="max-w-[60ch] border-t border-rule py-6 text-ink-2">
            You have no role in any project yet. Runs and models belong to projects; an administrator can
            assign you a role in one, or everywhere.
          </p>
        }
      />
    </>
  );
}
