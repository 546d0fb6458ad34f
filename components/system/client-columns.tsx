import type { SeenClient } from '@/lib/system/list-clients';
import type { ListColumn } from '../lists/list';
import { RelativeTime } from '../ui/relative-time';
import { Status } from '../ui/status';
import { DOOR_LABELS } from './labels';

/** A client at a door, and what is known of it. */
export const clientColumns = (now: Date, days: number): ListColumn<SeenClient>[] => [
  {
    label: 'Client',
    cell: (client) => (
      <>
        <ClientName client={client} />
        <span className="block text-ink-2 sm:hidden">{DOOR_LABELS[client.door]}</span>
      </>
    ),
  },
  { label: 'Door', dim: true, hide: 'narrow', cell: ({ door }) => DOOR_LABELS[door] },
  { label: 'Conformance', cell: ({ conformance }) => <ConformanceState conformance={conformance} /> },
  {
    label: `Requests, ${days} days`,
    numeric: true,
    cell: ({ requests }) => requests.toLocaleString('en'),
  },
  {
    label: 'Last seen',
    dim: true,
    hide: 'narrow',
    cell: ({ lastSeenAt }) => <RelativeTime at={lastSeenAt} now={now} ago />,
  },
  {
    label: 'First seen',
    dim: true,
    hide: 'medium',
    cell: ({ firstSeenAt }) => <RelativeTime at={firstSeenAt} now={now} ago />,
  },
];

function ClientName({ client: { name, version } }: { readonly client: SeenClient }) {
  if (name === null) return <span className="text-ink-2">other clients</span>;
  if (name === '-') return <span className="text-ink-2">without a name</span>;
  return (
    <>
      <span className="font-medium">{name}</span>{' '}
      {version !== null && <code className="text-ink-2">{version}</code>}
    </>
  );
}

function ConformanceState({ conformance }: Pick<SeenClient, 'conformance'>) {
  if (conformance === null) return <span className="text-ink-3">–</span>;
  if (conformance === 'conforms') return <Status kind="passed" text="conforms" />;
  return <Status kind="none" text={conformance === 'not tested' ? 'not tested' : 'release not told'} />;
}
