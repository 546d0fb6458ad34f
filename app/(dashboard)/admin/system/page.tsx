import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { EmptyYet } from '@/components/lists/empty';
import { List, Rows } from '@/components/lists/list';
import { clientColumns } from '@/components/system/client-columns';
import { DOOR_LABELS, ROUTE_KIND_LABELS } from '@/components/system/labels';
import { SETTING_COLUMNS } from '@/components/system/setting-columns';
import { SystemFacts } from '@/components/system/system-facts';
import { TIME_COLUMNS } from '@/components/system/time-columns';
import { Facts } from '@/components/ui/facts';
import { PageHead } from '@/components/ui/page-head';
import { adminPages } from '@/lib/access/admin-pages';
import { url } from '@/lib/core/urls';
import { systemListStateOf } from '@/lib/next/lists/system-list-state';
import { load, loadPage, oneEach, type SearchParams } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';
import { thisServer } from '@/lib/next/this-server';
import { CLIENT_DAYS, listClients } from '@/lib/system/list-clients';
import { listRouteTimes } from '@/lib/system/list-route-times';
import { readSystem } from '@/lib/system/read-system';
import { TESTED_CLIENTS, TESTED_CONVERSATIONS } from '@/lib/system/tested-clients';
import { V1_LISTS } from '@/lib/wire/v1/table';
import { NoConsole } from '../no-console';

export const metadata: Metadata = { title: 'System' };

/** Routes on one page: what follows the list stays near. */
const ROUTES = 20;
const WINDOWS = [
  { value: 'day', label: 'the last 24 hours' },
  { value: 'week', label: 'the last 7 days' },
];
const STATES = [
  { value: 'over', label: 'over' },
  { value: 'within', label: 'within' },
  { value: 'few', label: 'too few to say' },
];
const KINDS = Object.entries(ROUTE_KIND_LABELS).map(([value, label]) => ({ value, label }));

/** What the server is and how it does: facts, times of its routes, clients at its doors, settings. */
export default async function SystemPage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await signedInCtx();
  const query = await oneEach(searchParams);
  if (!(await adminPages(ctx)).includes('system')) return <NoConsole />;
  const list = systemListStateOf(query);
  const system = await load(readSystem(ctx, thisServer()));
  const times = await loadPage(listRouteTimes(ctx, { ...list.input, limit: ROUTES }, V1_LISTS), list.path);
  const clients = await load(listClients(ctx));
  return (
    <>
      <PageHead title="System" under="What runs here, how long it takes to answer, and who asks." />
      <SystemFacts system={system} now={ctx.now} />
      <Section
        title="Times by route"
        under="From the request's arrival at what answers it to the last byte sent, over all processes. Each writes what it counted once a minute."
      >
        <List
          list={list}
          page={times}
          label="Times by route"
          noun={['route', 'routes']}
          search="Part of a route"
          choices={[
            { name: 'window', label: 'in', first: 'the last hour', options: WINDOWS },
            { name: 'kind', label: 'kind', options: KINDS },
            { name: 'state', label: 'budget', options: STATES },
          ]}
          keyOf={({ kind, method, path }) => `${kind} ${method} ${path}`}
          columns={TIME_COLUMNS}
          empty={
            <EmptyYet title="Nothing was counted in the last hour">
              <p className="text-ink-2">
                Requests appear here a minute after they were answered.{' '}
                <a href={url.system({ window: 'week' })} className="link">
                  Show the last 7 days
                </a>
              </p>
            </EmptyYet>
          }
        />
      </Section>
      <Section
        title="Clients"
        under="Who was let in at each door in the last 90 days, by the name that it sends. Most send that of the library that they use."
      >
        {clients.length === 0 ? (
          <p className="border-t border-rule py-3 text-ink-2">No client was let in yet.</p>
        ) : (
          <Rows
            label="Clients"
            items={clients}
            keyOf={({ door, name, version }) => `${door} ${name} ${version}`}
            columns={clientColumns(ctx.now, CLIENT_DAYS)}
          />
        )}
        <div className="mt-4">
          <Facts layout="rows" facts={tested()} />
        </div>
      </Section>
      <Section title="Settings" under="As they are in force. What is secret is never shown.">
        <Rows label="Settings" items={system.settings} keyOf={({ name }) => name} columns={SETTING_COLUMNS} />
      </Section>
    </>
  );
}

interface SectionProps {
  readonly title: string;
  readonly under: string;
  readonly children: ReactNode;
}

function Section({ title, under, children }: SectionProps) {
  return (
    <section className="mt-8">
      <h2>{title}</h2>
      <p className="mt-0.5 mb-2.5 max-w-[72ch] text-ink-2">{under}</p>
      {children}
    </section>
  );
}

/** What the tests of each build drive against it, by door. */
const tested = () =>
  TESTED_CONVERSATIONS.map(({ door, requests, operations }) => {
    const releases = TESTED_CLIENTS.filter((each) => each.door === door).map(({ release }) => release);
    return {
      term: `Tested: ${DOOR_LABELS[door]}`,
      value: `releases ${releases.join(', ')}, and a written conversation of ${requests} requests over all ${operations} operations of its protocol`,
    };
  });
