import type { Executor } from '@/db/client';
import { findEntry } from '@/db/queries/lists';
import { DomainError, invalid } from '@/lib/core/domain-error';
import { type CustomList, parentList } from './list';

/**
 * Row id of the parent that an entry names, or null where a list has none. `not_found` for a category that does not
 * exist (or was not given), `invalid` for a parent where none belongs.
 */
export async function parentOf(
  executor: Executor,
  list: CustomList,
  parent: string | null,
): Promise<string | null> {
  const above = parentList(list);
  if (above === null) {
    if (parent === null || parent === '') return null;
    const message = `Entries of the list ${list} have no parent, but the parent '${parent}' was given.`;
    throw invalid([{ path: 'parent', message, value: parent }]);
  }
  const row = parent === null ? null : await findEntry(executor, above, parent);
  if (row === null)
    throw new DomainError('not_found', `Parent ${parent ?? 'None'} does not exist in list ${above}`, {
      issues: [
        {
          path: 'parent',
          message: `Parent ${parent ?? 'None'} does not exist in list ${above}`,
          value: parent,
        },
      ],
    });
  return row.id;
}

/** Descriptions are any text without NUL, up to 10,000 characters. */
export function checkDescription(description: string): void {
  const problem =
    description.length > 10_000
      ? 'must have 10,000 characters at most'
      : /[\0\p{Cs}]/u.test(description)
        ? 'must not hold a NUL or half a character'
        : null;
  if (problem !== null) throw invalid([{ path: 'description', message: `Description ${problem}.` }]);
}
