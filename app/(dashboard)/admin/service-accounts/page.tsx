import type { Metadata } from 'next';
import { ActionLink } from '@/components/access/action-link';
import { EmptyYet } from '@/components/lists/empty';
import { List } from '@/components/lists/list';
import { serviceAccountColumns } from '@/components/people/service-account-columns';
import { PageHead } from '@/components/ui/page-head';
import { can } from '@/lib/access/authorize';
import { url } from '@/lib/core/urls';
import { ENDING_DAYS } from '@/lib/credentials/list-issued-tokens';
import { serviceAccountListStateOf } from '@/lib/next/lists/service-account-list-state';
import { loadPage, oneEach, type SearchParams } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';
import { whyNot } from '@/lib/next/why-not';
import { listServiceAccounts } from '@/lib/service-accounts/list-service-accounts';
import { listTeams } from '@/lib/teams/list-teams';
import { optionsOf } from '../options-of';

export const metadata: Metadata = { title: 'Service accounts' };

const STATES = [
  { value: 'active', label: 'active' },
  { value: 'deactivated', label: 'deactivated' },
  { value: 'no token', label: 'without a token' },
  { value: 'ending', label: `a token ends within ${ENDING_DAYS} days` },
];

export default async function ServiceAccountsPage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await signedInCtx();
  const list = serviceAccountListStateOf(await oneEach(searchParams));
  const page = await loadPage(listServiceAccounts(ctx, list.input), list.path);
  const why = await whyNot(ctx, { operation: 'user', type: 'create', projectId: null });
  const seesTeams = await can(ctx, { operation: 'team', type: 'read', projectId: null });
  const teams = seesTeams ? (await listTeams(ctx, { limit: 200 })).items : [];
  return (
    <>
      <PageHead
        title="Service accounts"
        under="Accounts of programs. They have no password and sign in nowhere: they send tokens, which the leads of the owning team issue and rotate."
        actions={
          <ActionLink
            label="New service account"
            href={url.newServiceAccount()}
            why={why}
            hotkey="c"
            look="primary"
          />
        }
      />
      <List
        list={list}
        page={page}
        label="Service accounts"
        noun={['service account', 'service accounts']}
        search="Search names and descriptions"
        choices={[
          { name: 'state', label: 'state', options: STATES },
          ...(seesTeams
            ? [{ name: 'team', label: 'owned by', options: optionsOf(teams, list.filter.team) }]
            : []),
        ]}
        empty={
          <EmptyYet title="No service accounts yet">
            <p className="max-w-[72ch] text-ink-2">
              Make one for each pipeline or job that writes here, in place of the token of a person: it holds
              its own roles, stays when people leave, and its team answers for it.
            </p>
          </EmptyYet>
        }
        keyOf={({ id }) => id}
        columns={serviceAccountColumns(ctx.now, { team: true, order: true })}
      />
    </>
  );
}
