import {
  IMPORT_ACTIONS,
  IMPORT_KINDS,
  type ImportAction,
  type ImportKind,
  type ImportReport,
} from './report';

const KIND_WORDS: Readonly<Record<ImportKind, string>> = {
  model: 'models',
  version: 'versions',
  artifact: 'artifacts',
  catalog: 'catalogs',
  catalog_entry: 'catalog entries',
  list_entry: 'list entries',
  user: 'users',
  role: 'roles (groups)',
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
  return table([head, ...rows, totals], (column) => column > 0);
}

/** Every object with its fate and why, then what groups permitted. */
export function linesText(report: ImportReport): string {
  const lines = report.lines.map(({ kind, name, action, notes }) => [
    ACTION_WORDS[action],
    kind.replace('_', ' '),
    name,
    notes.join(' '),
  ]);
  const mappings = report.mappings
    .filter(({ permissions }) => permissions.length > 0)
    .map(({ role, permissions, members }) => {
      const who = members.length === 0 ? '' : ` (${members.join(', ')})`;
      return `  ${role}${who}: ${permissions.join(', ')}`;
    });
  const advice =
    mappings.length === 0
      ? []
      : ['', 'Roles arrived without permissions. What their groups permitted, for an administrator to give:'];
  return [table(lines, () => false), ...advice, ...mappings].join('\n');
}

function table(rows: readonly (readonly string[])[], right: (column: number) => boolean): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          right(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
