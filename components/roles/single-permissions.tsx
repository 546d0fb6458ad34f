import type { ResolvedPermission } from '@/lib/roles/console/preview-role-change';
import { SINGLE_WORDS, TYPE_OPTIONS } from '../access/access-words';
import { GridCell, GridHead } from './grid-cell';

interface SinglesProps {
  readonly permissions: readonly ResolvedPermission[];
  /** Words that are ticked: all that the role permits, unless something is not saved. */
  readonly ticked: ReadonlySet<string>;
  readonly isEditable: boolean;
}

/** What a role permits on single things, a line for each, below the grid. It can be taken away here, and not given. */
export function SinglePermissions({ permissions, ticked, isEditable }: SinglesProps) {
  const lines = new Map<string, ResolvedPermission[]>();
  for (const permission of permissions) {
    if (permission.resourceId === null) continue;
    const key = `${permission.operation}:${permission.resourceId}`;
    lines.set(key, [...(lines.get(key) ?? []), permission]);
  }
  if (lines.size === 0) return null;
  return (
    <>
      <h2 className="mt-7 mb-1">On single things</h2>
      <table className="w-full border-collapse" aria-label="Permissions on single things">
        <GridHead first="Thing" last="Remarks" />
        <tbody>
          {[...lines.values()].map((line) => (
            <ThingRow
              key={`${line[0]?.operation}:${line[0]?.resourceId}`}
              line={line}
              ticked={ticked}
              isEditable={isEditable}
            />
          ))}
        </tbody>
      </table>
    </>
  );
}

interface ThingProps extends Omit<SinglesProps, 'permissions'> {
  readonly line: readonly ResolvedPermission[];
}

function ThingRow({ line, ticked, isEditable }: ThingProps) {
  const [first] = line;
  if (first === undefined) return null;
  const { operation, resourceId, resource } = first;
  const noun = SINGLE_WORDS[operation] ?? operation;
  return (
    <tr className="border-b border-rule">
      <th scope="row" className="py-[5px] pr-2 text-left align-top font-normal [overflow-wrap:anywhere]">
        <span className="text-ink-3">{noun}</span>{' '}
        {resource === null || resource.name === null ? (
          <code>{resourceId}</code>
        ) : (
          <span className="font-medium">{resource.name}</span>
        )}
        <span className="block text-xs text-ink-3 lg:hidden">{remarkOf(first)}</span>
      </th>
      {TYPE_OPTIONS.map(({ value: type }) => {
        const word = `${operation}:${type}:${resourceId}`;
        const was = line.some((permission) => permission.type === type);
        return (
          <GridCell
            key={type}
            word={{ word, type, was, is: was && ticked.has(word), isOffered: false, byItself: false }}
            label={`${type} ${noun} ${resource?.name ?? resourceId}`}
            isEditable={isEditable}
          />
        );
      })}
      <td className="py-[5px] pl-4 align-top text-xs/5 text-ink-3 max-lg:hidden">{remarkOf(first)}</td>
    </tr>
  );
}

function remarkOf({ resource }: ResolvedPermission): string {
  if (resource === null || resource.name === null) return 'gone, or not yours to see';
  return resource.project === null ? '' : `in ${resource.project}`;
}
