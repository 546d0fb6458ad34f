import {
  IMPORT_ACTIONS,
  IMPORT_KINDS,
  type ImportAction,
  type ImportKind,
  type ImportReport,
} from './report';

const KIND_WORDS: Readonly<Record<ImportKind, string>> = {
  project: 'projects',
  model: 'models',
  version: 'versions',
  artifact: 'artifacts',
  catalog: 'catalogs',
  catalog_entry: 'catalog entries',
  list_entry: 'list entries',
  pipeline_run: 'pipeline runs',
  stack: 'stacks',
  stack_component: 'stack components',
  flavor: 'flavors',
  store_association: 'store associations',
  user: 'users',
  team: 'teams',
  membership: 'team members',
  role: 'roles (groups)',
  role_assignment: 'role assignments',
  permission: 'permissions',
  file: 'other files',
};

const ACTION_WORDS: Readonly<Record<ImportAction, string>> = {
  take: 'taken',
  replace: 'replaced',
  present: 'already here',
  differs: 'differs, kept',
  skipped: 'skipped',
  refused: 'refused',
};

/** How many of each kind had which fate, as a table of plain text. */
export function summaryText(report: ImportReport): string {
  const count = (kind: ImportKind, action: ImportAction) =>
    report.lines.filter((line) => line.kind === kind && line.action === action).length;
  const rows = IMPORT_KINDS.filter((kind) => report.lines.some((line) => line.kind === kind)).map((kind) => [
    KIND_WORDS[kind],
    ...IMPORT_ACTIONS.map((action) => String(count(kind, action) || '·')),
  ]);
  const head = ['', ...IMPORT_ACTIONS.map((action) => ACTION_WORDS[action])];
  const totals = ['together', ...IMPORT_ACTIONS.map((action) => String(report.totals[action]))];
  return table([head, ...rows, totals]);
}

/** Every object with its fate and why, those of one kind and fate together; then what groups permitted. */
export function linesText(report: ImportReport): string {
  const together = new Map<string, string[]>();
  for (const { kind, name, action, notes } of report.lines) {
    const head = [`${ACTION_WORDS[action]} · ${KIND_WORDS[kind]}`, ...notes].join('\n  ');
    together.set(head, [...(together.get(head) ?? []), name]);
  }
  const blocks = [...together].map(([head, names]) => `${head}\n${wrapped(names)}`);
  const mappings = report.mappings
    .filter(({ permissions }) => permissions.length > 0)
    .map(({ role, permissions, members }) => {
      const who = members.length === 0 ? '' : ` (${members.join(', ')})`;
      return `  ${role}${who}: ${permissions.join(', ')}`;
    });
  const advice =
    'Roles arrived without permissions. What their groups permitted, for an administrator to give:';
  if (mappings.length > 0) blocks.push([advice, ...mappings].join('\n'));
  const open = report.store === 'zenml' ? report.mappings : [];
  if (open.length > 0)
    blocks.push(
      [
        'Roles arrived without permissions, which ZenML does not keep. For an administrator to say what they may:',
        ...open.map(
          ({ role, members }) => `  ${role}${members.length === 0 ? '' : ` (${members.join(', ')})`}`,
        ),
      ].join('\n'),
    );
  return blocks.join('\n\n');
}

const WIDTH = 100;

/** Names in lines of about a terminal's width, indented. */
function wrapped(names: readonly string[]): string {
  const lines: string[] = [];
  let line = '';
  for (const name of names) {
    const longer = line === '' ? name : `${line}, ${name}`;
    if (longer.length <= WIDTH || line === '') line = longer;
    else {
      lines.push(`${line},`);
      line = name;
    }
  }
  return [...lines, line].map((each) => `    ${each}`).join('\n');
}

/** Columns under each other: the first to the left, numbers to the right. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  const padded = (cell: string, column: number) =>
    column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  return rows.map((row) => row.map(padded).join('  ')).join('\n');
}
