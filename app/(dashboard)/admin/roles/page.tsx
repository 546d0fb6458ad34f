import type { Metadata } from 'next';
import { ActionLink } from '@/components/access/action-link';
import { List } from '@/components/lists/list';
import { roleColumns } from '@/components/roles/role-columns';
import { PageHead } from '@/components/ui/page-head';
import { adminPages } from '@/lib/access/admin-pages';
import { url } from '@/lib/core/urls';
import { roleListStateOf } from '@/lib/next/lists/role-list-state';
import { loadPage, oneEach, type SearchParams } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';
import { whyNot } from '@/lib/next/why-not';
import { listRoleSummaries } from '@/lib/roles/console/list-role-summaries';
import { NoConsole } from '../no-console';

export const metadata: Metadata = { title: 'Roles' };

export default async function RolesPage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await signedInCtx();
  const query = await oneEach(searchParams);
  if (!(await adminPages(ctx)).includes('roles')) return <NoConsole />;
  const list = roleListStateOf(query);
  const page = await loadPage(listRoleSummaries(ctx, list.input), list.path);
  const why = await whyNot(ctx, { operation: 'role', type: 'create', projectId: null });
  return (
    <>
      <PageHead
        title="Roles"
        under="Named sets of permissions, given to people and teams, everywhere or on a project."
        actions={<ActionLink label="New role" href={url.newRole()} why={why} hotkey="c" look="primary" />}
      />
      <List
        list={list}
        page={page}
        label="Roles"
        noun={['role', 'roles']}
        search="Search names and descriptions"
        choices={[
          {
            name: 'origin',
            label: 'origin',
            options: [
              { value: 'built in', label: 'built in' },
              { value: 'custom', label: 'custom' },
              { value: 'waiting', label: 'imported, to decide' },
            ],
          },
          {
            name: 'held',
            label: 'held',
            options: [
              { value: 'yes', label: 'by somebody' },
              { value: 'no', label: 'by nobody' },
            ],
          },
        ]}
        keyOf={({ id }) => id}
        columns={roleColumns(ctx.now)}
      />
    </>
  );
}
