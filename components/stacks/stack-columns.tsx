import type { ListColumn } from '@/components/lists/list';
import { stampColumns } from '@/components/lists/stamp-columns';
import { RowLink } from '@/components/lists/table';
import { typeInSentence } from '@/components/stack-components/type-labels';
import { RelativeTime } from '@/components/ui/relative-time';
import { url } from '@/lib/core/urls';
import type { ListedStack } from '@/lib/stacks/list-stacks';
import { Lacking } from './lacking';

/** Components would leave the others no room. */
const WIDTH: Readonly<Record<string, string>> = { By: '6.5rem', Made: '5rem' };

/** What a stack is called, what it is made of, and when it was used last. */
export function stackColumns(now: Date): ListColumn<ListedStack>[] {
  const made: readonly ListColumn<ListedStack>[] = stampColumns(now);
  return [
    {
      label: 'Stack',
      sort: ['name', 'ascending'],
      cell: (stack) => (
        <>
          <RowLink href={url.stack(stack.name)}>{stack.name}</RowLink>
          {stack.lacks.length > 0 && (
            <span className="block">
              <Lacking types={stack.lacks} />
            </span>
          )}
          <span className="block text-ink-3 sm:hidden">
            {stack.components.map(({ name }) => name).join(', ')}
          </span>
        </>
      ),
    },
    {
      label: 'Components',
      width: '58%',
      hide: 'narrow',
      dim: true,
      cell: ({ components }) => <Parts of={components} />,
    },
    {
      label: 'Last run',
      width: '6.5rem',
      numeric: true,
      dim: true,
      cell: ({ lastUsedAt }) => (lastUsedAt === null ? '–' : <RelativeTime at={lastUsedAt} now={now} />),
    },
    ...made.map((column) => ({ ...column, hide: 'medium' as const, width: WIDTH[column.label] ?? '5rem' })),
  ];
}

/** Type and name of each component, in the stack's order. */
function Parts({ of }: { of: ListedStack['components'] }) {
  if (of.length === 0) return <>none</>;
  return (
    <ul className="flex flex-wrap gap-x-3.5">
      {of.map(({ type, name }) => (
        <li key={type}>
          <span className="text-ink-3">{typeInSentence(type)}</span> <bdi className="text-ink">{name}</bdi>
        </li>
      ))}
    </ul>
  );
}
