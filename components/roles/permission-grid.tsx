import type { ReactNode } from 'react';
import type { Operation, PermissionType } from '@/lib/permissions/decide';
import type { GridGroup, GridRow } from '@/lib/permissions/role-grid';
import { OPERATION_WORDS } from '../access/access-words';
import { StatusShape } from '../ui/status';
import { GridCell, GridHead } from './grid-cell';

const GROUPS: Readonly<Record<GridGroup['group'], { readonly title: string; readonly where: string }>> = {
  project: { title: 'In a project', where: 'counts on the projects where the role is given' },
  registry: {
    title: 'Registry',
    where: 'read comes with any role on a project; the rest counts only where the role is given everywhere',
  },
  administration: { title: 'Administration', where: 'counts only where the role is given everywhere' },
  guards: { title: 'Guards', where: 'one type each; count only where the role is given everywhere' },
};

const REMARKS: Partial<Record<Operation, string>> = {
  model: 'with its versions',
  project: 'read comes with any role there; create counts only everywhere',
  role_assignment: 'one’s own can always be read',
  audit: 'append-only',
  token: 'one’s own need no permission',
  secret: 'values in configurations, in the clear',
  escalation: 'may give more than one holds',
  view_as: 'may write in another’s name',
};

interface GridProps {
  readonly groups: readonly GridGroup[];
  readonly isEditable: boolean;
}

/** What a role permits: a line for each operation, a column for each type, in groups that say where a tick counts. */
export function PermissionGrid({ groups, isEditable }: GridProps) {
  return (
    <table className="w-full border-collapse" aria-label="Permissions">
      <GridHead first="Operation" last="Remarks" />
      {groups.map(({ group, rows }) => (
        <tbody key={group}>
          <tr>
            <th
              colSpan={6}
              scope="rowgroup"
              className="border-b border-rule pt-4 pb-1.5 text-left font-medium"
            >
              {GROUPS[group].title}{' '}
              <span className="font-normal text-ink-3 max-sm:block">{GROUPS[group].where}</span>
            </th>
          </tr>
          {rows.map((row) => (
            <OperationRow key={row.operation} row={row} isEditable={isEditable} />
          ))}
        </tbody>
      ))}
    </table>
  );
}

function OperationRow({ row, isEditable }: { readonly row: GridRow; readonly isEditable: boolean }) {
  const { operation, words, notEverywhere, notAsked } = row;
  const remarks = (
    <>
      {REMARKS[operation] !== undefined && <span className="block text-ink-3">{REMARKS[operation]}</span>}
      <IdleRemark types={notEverywhere}>nobody holds this role everywhere</IdleRemark>
      <IdleRemark types={notAsked}>nothing asks for it</IdleRemark>
    </>
  );
  return (
    <tr className="border-b border-rule">
      <th scope="row" className="py-[5px] pr-2 text-left align-top font-normal">
        {OPERATION_WORDS[operation]}
        <span className="block text-xs lg:hidden">{remarks}</span>
      </th>
      {words.map((word) => (
        <GridCell
          key={word.word}
          word={word}
          label={`${word.type} ${OPERATION_WORDS[operation]}`}
          isEditable={isEditable}
        />
      ))}
      <td className="py-[5px] pl-4 align-top text-xs/5 max-lg:hidden">{remarks}</td>
    </tr>
  );
}

interface IdleProps {
  readonly types: readonly PermissionType[];
  readonly children: ReactNode;
}

function IdleRemark({ types, children }: IdleProps) {
  if (types.length === 0) return null;
  return (
    <span className="block text-stale">
      <StatusShape kind="stale" size={8} /> {types.join(', ')} {types.length === 1 ? 'gives' : 'give'}{' '}
      nothing: {children}
    </span>
  );
}
