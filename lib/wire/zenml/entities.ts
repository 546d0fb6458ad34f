import { z } from 'zod';
import type { Cursor, Page } from '@/lib/core/cursor';
import { naiveTime } from '@/lib/core/naive-time';

/** User, team and what else has only a name. */
export const Named = z.object({ id: z.string(), creation_date: z.string(), name: z.string() });

/** What clients post of such a thing; the id and date that they make up are not taken. */
export const PostedName = z.object({ name: z.string() });

export const named = ({ id, createdAt, name }: { id: string; createdAt: Date; name: string }) => ({
  id,
  creation_date: naiveTime(createdAt),
  name,
});

/** What the client's own server says when a name is taken. */
export const alreadyThere = (kind: 'User' | 'Team' | 'Project' | 'Role', name: string): string =>
  `${kind} with name '${name}' already exists.`;

/** All items of a list, page by page, the oldest first, one of this name before all: clients show the first as theirs. */
export async function every<T extends Made>(
  page: (input: { limit: number; after?: Cursor }) => Promise<Page<T>>,
): Promise<T[]> {
  const all = await everyItem(page);
  return all.sort(oldestFirst);
}

interface Made {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Date;
}

/** Order of every list here: `default` before all, then as they were made. */
export const oldestFirst = (a: Made, b: Made): number =>
  Number(b.name === 'default') - Number(a.name === 'default') ||
  a.createdAt.getTime() - b.createdAt.getTime() ||
  (a.id < b.id ? -1 : 1);

/** All items of a list, page by page, in its order. */
export async function everyItem<T>(
  page: (input: { limit: number; after?: Cursor }) => Promise<Page<T>>,
): Promise<T[]> {
  const all: T[] = [];
  let after: Cursor | null = null;
  do {
    const { items, next }: Page<T> = await page({ limit: 200, ...(after === null ? {} : { after }) });
    all.push(...items);
    after = next;
  } while (after !== null);
  return all;
}
