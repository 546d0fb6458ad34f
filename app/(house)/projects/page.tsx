import type { Metadata } from 'next';
import { List } from '@/components/lists/list';
import { stampColumns } from '@/components/lists/stamp-columns';
import { RowLink } from '@/components/lists/table';
import { ActionLink } from '@/components/ui/action-link';
import { PageHead } from '@/components/ui/page-head';
import { listProjects } from '@/lib/access/list-projects';
import { url } from '@/lib/core/urls';
import { askedList } from '@/lib/next/asked-list';
import { loadPage, oneEach, type SearchParams } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';
import { whyNot } from '@/lib/next/why-not';

export const metadata: Metadata = { title: 'Projects' };

export default async function ProjectsPage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await signedInCtx();
  const list = askedList(url.projects(), await oneEach(searchParams), { sorts: ['name', 'created'] });
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
            You hold no role in any project yet. Runs and models live in projects; an administrator can give
            you a role in one, or everywhere.
          </p>
        }
      />
    </>
  );
}
