import type { ImportAction, ImportKind, ImportReport } from '@/lib/import-report/report';
import { Cell, Row, Table } from '../lists/table';

const ACTION_WORDS: Readonly<
  Record<
    ImportAction,
    { readonly plan: string; readonly done: string; readonly total: string; readonly ink: string }
  >
> = {
  take: { plan: 'comes in', done: 'came in', total: 'new here', ink: 'text-pass' },
  replace: { plan: 'new revision', done: 'new revision', total: 'as a new revision', ink: 'text-info' },
  present: { plan: 'is here', done: 'is here', total: 'here already', ink: 'text-ink-3' },
  differs: { plan: 'differs, stays', done: 'differs, stayed', total: 'different here', ink: 'text-stale' },
  skipped: { plan: 'left out', done: 'left out', total: 'left out', ink: 'text-ink-3' },
  refused: { plan: 'refused', done: 'refused', total: 'refused', ink: 'text-fail' },
};
/** A ZenML import has no revisions: what this store began with, or what was chosen, gives way. */
const GIVES_WAY = {
  plan: 'takes its place',
  done: 'took its place',
  total: 'in place of what is here',
};
const wordsOf = (action: ImportAction, { store }: ImportReport) =>
  action === 'replace' && store === 'zenml' ? GIVES_WAY : ACTION_WORDS[action];

const ACTIONS = Object.keys(ACTION_WORDS) as ImportAction[];
const KIND_WORDS: Readonly<Record<ImportKind, string>> = {
  project: 'Projects',
  model: 'Models',
  version: 'Versions',
  artifact: 'Artifacts',
  catalog: 'Catalogs',
  catalog_entry: 'Catalog entries',
  list_entry: 'List entries',
  pipeline_run: 'Pipeline runs',
  stack: 'Stacks',
  stack_component: 'Stack components',
  flavor: 'Flavors',
  store_association: 'Store associations',
  user: 'People',
  team: 'Teams',
  membership: 'Team members',
  role: 'Roles',
  role_assignment: 'Role assignments',
  permission: 'Permissions',
  file: 'Other files',
};

/** Every object of an import with what became, or would become, of it, and why. */
export function ImportReportView({ report }: { report: ImportReport }) {
  const tense = report.dryRun ? 'plan' : 'done';
  const kinds = (Object.keys(KIND_WORDS) as ImportKind[])
    .map((kind) => ({ kind, lines: report.lines.filter((line) => line.kind === kind) }))
    .filter(({ lines }) => lines.length > 0);
  return (
    <div className="flex flex-col gap-6">
      <p className="flex flex-wrap gap-x-5 gap-y-1">
        {ACTIONS.filter((action) => report.totals[action] > 0).map((action) => (
          <span key={action} className={ACTION_WORDS[action].ink}>
            <b className="font-medium">{report.totals[action]}</b> {wordsOf(action, report).total}
          </span>
        ))}
      </p>
      {kinds.map(({ kind, lines }) => (
        <details
          key={kind}
          open={lines.length <= 12 || lines.some(({ action }) => action === 'refused')}
          className="opens-on-paper"
        >
          <summary className="mb-1 font-semibold">
            {KIND_WORDS[kind]}{' '}
            <span className="font-normal text-ink-3">{report.counts?.[kind] ?? lines.length}</span>
          </summary>
          <Table
            label={KIND_WORDS[kind]}
            columns={[
              { label: 'Object', width: '42%' },
              { label: report.dryRun ? 'What happens' : 'What happened', width: '14%' },
              { label: 'Why', hide: 'narrow' },
            ]}
          >
            {lines.map(({ name, action, notes }) => (
              <Row key={`${name} ${notes.join(' ')}`}>
                <Cell>
                  {name}
                  {notes.length > 0 && <span className="block text-ink-3 sm:hidden">{notes.join(' ')}</span>}
                </Cell>
                <Cell>
                  <span className={`whitespace-nowrap ${ACTION_WORDS[action].ink}`}>
                    {wordsOf(action, report)[tense]}
                  </span>
                </Cell>
                <Cell hide="narrow" dim>
                  {notes.join(' ')}
                </Cell>
              </Row>
            ))}
          </Table>
          {report.counts?.[kind] !== undefined && (
            <p className="mt-1 text-ink-3">
              These {lines.length} are the ones to look at first; the command lists all.
            </p>
          )}
        </details>
      ))}
      {report.mappings.length > 0 && <Mappings report={report} />}
    </div>
  );
}

/** What imported groups could do where they come from: for an administrator to give, or not. */
function Mappings({ report }: { report: ImportReport }) {
  const isZen = report.store === 'zenml';
  return (
    <details className="opens-on-paper">
      <summary className="mb-1 font-semibold">
        Roles that arrive without permissions{' '}
        <span className="font-normal text-ink-3">{report.mappings.length}</span>
      </summary>
      <p className="mb-1 max-w-[72ch] text-ink-2">
        {isZen
          ? 'ZenML does not keep what a role permits. They permit nothing here; afterwards you decide, role by role.'
          : 'This is what their groups could do in the old store. Nobody gets any of it by this import; afterwards you decide, role by role.'}
      </p>
      <Table
        label="Roles that arrive without permissions"
        columns={[
          { label: 'Role', width: '24%' },
          ...(isZen ? [] : [{ label: 'Could', hide: 'narrow' } as const]),
          isZen ? { label: 'Held by' } : { label: 'People', width: '20%' },
        ]}
      >
        {report.mappings.map(({ role, permissions, members }) => (
          <Row key={role}>
            <Cell>{role}</Cell>
            {!isZen && (
              <Cell hide="narrow" dim>
                {permissions.join(', ') || '–'}
              </Cell>
            )}
            <Cell dim>{members.join(', ') || '–'}</Cell>
          </Row>
        ))}
      </Table>
    </details>
  );
}
