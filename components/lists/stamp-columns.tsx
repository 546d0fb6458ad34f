import { RelativeTime } from '../ui/relative-time';
import type { ListColumn } from './list';

interface Stamped {
  readonly createdBy: string;
  readonly createdAt: Date;
}

/** Who made it and when. The list is ordered by it through the word `created`. */
export function stampColumns(now: Date): ListColumn<Stamped>[] {
  return [
    { label: 'By', hide: 'medium', dim: true, cell: (item) => item.createdBy },
    {
      label: 'Created',
      numeric: true,
      dim: true,
      sort: ['created', 'descending'],
      cell: (item) => <RelativeTime at={item.createdAt} now={now} />,
    },
  ];
}

/** The latest write to anything in it. */
export function lastWriteColumn(now: Date): ListColumn<{ readonly lastWrite: Date | null }> {
  return {
    label: 'Last write',
    numeric: true,
    hide: 'narrow',
    dim: true,
    cell: ({ lastWrite }) => (lastWrite === null ? '–' : <RelativeTime at={lastWrite} now={now} />),
  };
}
