import type { Metadata } from 'next';
import { ActionLink } from '@/components/access/action-link';
import { DownloadForm } from '@/components/forms/download-form';
import { List } from '@/components/lists/list';
import { ActOnPeople, PEOPLE_FORM } from '@/components/people/act-on-people';
import { personColumns } from '@/components/people/person-columns';
import { buttonClass } from '@/components/ui/button';
import { PageHead } from '@/components/ui/page-head';
import { can } from '@/lib/access/authorize';
import { url } from '@/lib/core/urls';
import { peopleListStateOf } from '@/lib/next/lists/people-list-state';
import { loadPage, oneEach, type SearchParams } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';
import { whyNot } from '@/lib/next/why-not';
import { listPeople } from '@/lib/people/list-people';
import { assignable } from '../assignments/assignable';
import { optionsOf } from '../options-of';
import { actOnPeopleAction } from './actions';

export const metadata: Metadata = { title: 'People' };

const STATES = ['active', 'deactivated', 'never seen'].map((value) => ({ value, label: value }));
const KINDS = [
  { value: 'service', label: 'service accounts' },
  { value: 'all', label: 'all accounts' },
];
const ROLELESS = { value: 'no role', label: 'without a role' };

export default async function PeoplePage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await signedInCtx();
  const query = await oneEach(searchParams);
  const list = peopleListStateOf(query);
  const page = await loadPage(listPeople(ctx, list.input), list.path);
  const sees = {
    teams: await can(ctx, { operation: 'team', type: 'read', projectId: null }),
    roles: await can(ctx, { operation: 'role_assignment', type: 'read', projectId: null }),
  };
  const why = await whyNot(ctx, { operation: 'user', type: 'create', projectId: null });
  const mayAct = await can(ctx, { operation: 'user', type: 'update', projectId: null });
  const mayAdd = sees.teams && (await can(ctx, { operation: 'team', type: 'update', projectId: null }));
  const { roles, teams } = await assignable(ctx);
  const kept = { q: list.search, ...list.filter, ...(!list.isDefaultOrder && { sort: list.sort }) };
  return (
    <>
      <PageHead
        title="People"
        under="Accounts of this store, what they are in and what they hold."
        actions={
          <>
            <DownloadForm action={url.peopleExport()}>
              {Object.entries(kept).map(
                ([name, value]) =>
                  value !== undefined &&
                  value !== '' && <input key={name} type="hidden" name={name} value={value} />,
              )}
              <button type="submit" className={buttonClass()}>
                Export CSV
              </button>
            </DownloadForm>
            <ActionLink label="Invite" href={url.newInvitation()} why={why} hotkey="i" />
            <ActionLink label="New account" href={url.newPerson()} why={why} hotkey="c" look="primary" />
          </>
        }
      />
      <List
        list={list}
        page={page}
        label="People"
        noun={['account', 'accounts']}
        search="Search names and email"
        choices={[
          { name: 'kind', label: 'kind', options: KINDS, first: 'people' },
          { name: 'state', label: 'state', options: sees.roles ? [...STATES, ROLELESS] : STATES },
          ...(sees.teams
            ? [{ name: 'team', label: 'team', options: optionsOf(teams, list.filter.team) }]
            : []),
          ...(sees.roles
            ? [{ name: 'role', label: 'role', options: optionsOf(roles.slice(0, 200), list.filter.role) }]
            : []),
        ]}
        keyOf={({ id }) => id}
        columns={personColumns(
          ctx.now,
          sees,
          mayAct ? { form: PEOPLE_FORM, placeOf: (person) => page.items.indexOf(person) } : null,
        )}
      />
      {mayAct && (
        <ActOnPeople
          action={actOnPeopleAction}
          teams={mayAdd ? teams.map(({ name }) => name) : null}
          hasRows={page.items.length > 0}
        />
      )}
    </>
  );
}
