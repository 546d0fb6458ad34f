import type { Metadata } from 'next';
import { ActionLink } from '@/components/access/action-link';
import { List } from '@/components/lists/list';
import { RowLink } from '@/components/lists/table';
import { PageHead } from '@/components/ui/page-head';
import { RelativeTime } from '@/components/ui/relative-time';
import { adminPages } from '@/lib/access/admin-pages';
import { url } from '@/lib/core/urls';
import { listStateOf } from '@/lib/next/lists/list-state';
import { loadPage, oneEach, type SearchParams } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';
import { whyNot } from '@/lib/next/why-not';
import { listTeams } from '@/lib/teams/list-teams';
import { NoConsole } from '../no-console';

export const metadata: Metadata = { title: 'Teams' };

export default async function TeamsPage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await signedInCtx();
  const query = await oneEach(searchParams);
  if (!(await adminPages(ctx)).includes('teams')) return <NoConsole />;
  const list = listStateOf(url.teams(), query, { sorts: ['name'] });
  const page = await loadPage(listTeams(ctx, list.input), list.path);
  const why = await whyNot(ctx, { operation: 'team', type: 'create', projectId: null });
  return (
    <>
      <PageHead
        title="Teams"
        under="People who hold the same roles: what is assigned to a team, each member has."
        actions={<ActionLink label="New team" href={url.newTeam()} why={why} hotkey="c" look="primary" />}
      />
      <List
        list={list}
        page={page}
        label="Teams"
        noun={['team', 'teams']}
        search="Search teams"
        keyOf={({ id }) => id}
        empty={
          <p className="max-w-[60ch] border-t border-rule py-6 text-ink-2">
            No teams yet. A team spares you to assign the same roles to each person: they come with joining
            it, and end with leaving.
          </p>
        }
        columns={[
          { label: 'Name', cell: ({ name }) => <RowLink href={url.team(name)}>{name}</RowLink> },
          { label: 'Members', numeric: true, cell: ({ members }) => members.toLocaleString('en') },
          { label: 'Created by', hide: 'narrow', dim: true, cell: ({ createdBy }) => createdBy },
          {
            label: 'Created',
            hide: 'narrow',
            dim: true,
            numeric: true,
            cell: ({ createdAt }) => <RelativeTime at={createdAt} now={ctx.now} />,
          },
        ]}
      />
    </>
  );
}
