import type { System } from '@/lib/system/read-system';
import { type Fact, Facts } from '../ui/facts';
import { RelativeTime } from '../ui/relative-time';
import { Status } from '../ui/status';
import { bytesText } from './amounts';

interface SystemFactsProps {
  readonly system: System;
  readonly now: Date;
}

/** What runs here, beside what it works on. */
export function SystemFacts({ system, now }: SystemFactsProps) {
  return (
    <div className="grid items-start gap-x-10 gap-y-4 xl:grid-cols-2">
      <Facts layout="rows" facts={serverFacts(system, now)} />
      <Facts layout="rows" facts={storeFacts(system)} />
    </div>
  );
}

const serverFacts = ({ version, commit, node, workers, workersStartedAt }: System, now: Date): Fact[] => [
  { term: 'Assay', value: version },
  { term: 'Commit', value: commit === null ? 'not known' : <code>{commit.slice(0, 12)}</code> },
  { term: 'Node', value: node.replace(/^v/, '') },
  { term: 'Processes', value: workers === 1 ? '1' : `${workers} on this machine` },
  {
    term: 'Started',
    value: (
      <ul>
        {[...new Set(workersStartedAt.map((at) => at.getTime()))].map((at) => (
          <li key={at}>
            <RelativeTime at={new Date(at)} now={now} ago />
          </li>
        ))}
      </ul>
    ),
  },
];

function storeFacts({ database: { kind, version, bytes, tables, migrations, disk } }: System): Fact[] {
  return [
    { term: 'Database', value: `${kind === 'embedded' ? 'embedded, ' : ''}PostgreSQL ${version}` },
    { term: 'Size', value: bytesText(bytes) },
    {
      term: 'Largest tables',
      value: (
        <ul>
          {tables.map((table) => (
            <li key={table.name}>
              <code>{table.name}</code> <span className="text-ink-2">{bytesText(table.bytes)}</span>
            </li>
          ))}
        </ul>
      ),
    },
    { term: 'Migrations', value: <Migrations {...migrations} /> },
    {
      term: 'Free disk',
      value: disk && `${bytesText(disk.free)}, of which ${bytesText(disk.reserve)} stay free`,
    },
  ];
}

function Migrations({ applied, expected, newest }: System['database']['migrations']) {
  const name = newest === null ? '' : `, the newest ${newest}`;
  if (applied === expected && newest !== null) return `${applied} of ${expected}${name}`;
  return <Status kind="failed" text={`${applied}, where this build brings ${expected}${name}`} />;
}
