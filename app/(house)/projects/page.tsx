import type { Metadata } from 'next';
import { NoMatch } from '@/components/lists/empty';
import { FilterBar } from '@/components/lists/filter-bar';
import { Pager } from '@/components/lists/pager';
import { Cell, Row, RowLink, Table } from '@/components/lists/table';
import { ActionLink } from '@/components/ui/action-link';
import { PageHead } from '@/components/ui/page-head';
import { RelativeTime } from '@/components/ui/relative-time';
import { listProjects } from '@/lib/access/list-projects';
import { url } from '@/lib/core/urls';
import { afterOf, listAddress, oneOf, searchOf } from '@/lib/next/list-address';
import { loadPage, oneEach, type SearchParams } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';
import { whyNot } from '@/lib/next/why-not';

export const metadata: Metadata = { title: 'Projects' };

export default async function ProjectsPage({ searchParams }: { searchParams: SearchParams }) {
  const [ctx, asked] = [await signedInCtx(), await oneEach(searchParams)];
  const sort = oneOf(['name', 'created'] as const, asked['sort']) ?? 'name';
  const search = searchOf(asked['q']);
  const to = listAddress(url.projects(), { q: search.search, sort: asked['sort'] });
  const page = await loadPage(listProjects(ctx, { ...search, sort, ...afterOf(asked['after']) }), to.clear);
  const why = await whyNot(ctx, { operation: 'project', type: 'create', projectId: null });
  return (
    <>
      <PageHead
        title="Projects"
        actions={<ActionLink label="New project" href={url.newProject()} why={why} hotkey="c" />}
      />
      <FilterBar
        action={url.projects()}
        search={search.search ?? ''}
        placeholder="Search projects"
        kept={{ sort: asked['sort'] }}
      />
      {page.items.length === 0 ? (
        <NoProjects searched={search.search !== undefined} clear={to.clear} />
      ) : (
        <>
          <Table
            label="Projects"
            columns={[
              {
                label: 'Project',
                sortHref: to.sorted('name'),
                ...(sort === 'name' && { sorted: 'ascending' }),
              },
              { label: 'Models', numeric: true },
              { label: 'By', hide: 'medium' },
              {
                label: 'Made',
                numeric: true,
                sortHref: to.sorted('created'),
                ...(sort === 'created' && { sorted: 'descending' }),
              },
            ]}
          >
            {page.items.map((project) => (
              <Row key={project.id}>
                <Cell>
                  <RowLink href={url.project(project.name)}>{project.name}</RowLink>
                  {project.description !== null && (
                    <span className="block max-w-[72ch] text-ink-3">{project.description}</span>
                  )}
                </Cell>
                <Cell numeric dim>
                  {project.models}
                </Cell>
                <Cell hide="medium" dim>
                  {project.createdBy}
                </Cell>
                <Cell numeric dim>
                  <RelativeTime at={project.createdAt} now={ctx.now} />
                </Cell>
              </Row>
            ))}
          </Table>
          <Pager
            shown={page.items.length}
            count={page.count}
            noun={['project', 'projects']}
            nextHref={to.page(page.next)}
            previousHref={to.page(page.previous)}
          />
        </>
      )}
    </>
  );
}

function NoProjects({ searched, clear }: { searched: boolean; clear: string }) {
  if (searched) return <NoMatch clearHref={clear} noun="projects" />;
  return (
    <p className="max-w-[60ch] border-t border-rule py-6 text-ink-2">
      You hold no role in any project yet. Runs and models live in projects; an administrator can give you a
      role in one, or everywhere.
    </p>
  );
}
