import { url } from '@/lib/core/urls';
import type { ListedComponent } from '@/lib/stacks/components/list-components';
import type { ListColumn } from '../lists/list';
import { RowLink } from '../lists/table';
import { RelativeTime } from '../ui/relative-time';

/** What a list tells of a component of a known type. Widths are the same in every table of the page. */
export function componentColumns(now: Date): readonly ListColumn<ListedComponent>[] {
  return [
    {
      label: 'Component',
      width: '34%',
      sort: ['name', 'ascending'],
      cell: ({ type, name }) => <RowLink href={url.component(type, name)}>{name}</RowLink>,
    },
    { label: 'Flavor', width: '24%', dim: true, cell: ({ flavor }) => flavor },
    {
      label: 'Stacks',
      width: '10%',
      numeric: true,
      dim: true,
      cell: ({ stacks }) => (stacks === 0 ? <span className="text-ink-3">none</span> : stacks),
    },
    { label: 'By', width: '16%', hide: 'medium', dim: true, cell: ({ updatedBy }) => updatedBy },
    {
      label: 'Changed',
      width: '16%',
      numeric: true,
      hide: 'narrow',
      dim: true,
      sort: ['updated', 'descending'],
      cell: ({ updatedAt }) => <RelativeTime at={updatedAt} now={now} />,
    },
  ];
}
