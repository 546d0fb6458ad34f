import { z } from 'zod';
import { listOffers, type OfferRow, type ResourceKey, resourceIds } from '@/db/queries/import-offers';
import { authorizeOpenly } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { isId } from '@/lib/core/id';
import { type OfferedWord, wordLines } from './group-mapping';
import { Word } from './manifest';

/** What an imported group permitted, for its role; or that somebody administered the store they come from. */
export interface ImportOffer {
  readonly id: string;
  readonly kind: 'role' | 'administrator';
  /** Of the role or the person. */
  readonly name: string;
  /** {@link wordLines}; none for an administrator. */
  readonly permissions: readonly string[];
  /** What is named and not here, models mostly: what is permitted on it cannot be given yet. */
  readonly lacking: readonly string[];
  /** Whether anything can be given now. */
  readonly isGivable: boolean;
  /** Nobody knows what it permitted: whoever gives has to say which role's permissions. */
  readonly isOpen: boolean;
  /** People who hold the role, by name; at most 50. */
  readonly members: readonly string[];
}

/** A permission that can be given: what it names was found. */
export interface GivenWord extends Pick<OfferedWord, 'operation' | 'type'> {
  readonly resourceId: string | null;
}

const Words = z.array(Word);
/** What a word names, as it is looked up. */
const keyOf = ({ operation, project, resource }: OfferedWord): ResourceKey => ({
  kind: operation === 'artifact' ? 'model' : operation,
  project: project ?? '',
  name: resource ?? '',
});
const textOf = ({ kind, project, name }: ResourceKey): string => JSON.stringify([kind, project, name]);

/** Who may look at offers: who may import, which the built-in role `admin` may. Giving asks for more. */
export async function authorizeOffers(ctx: Ctx): Promise<void> {
  await authorizeOpenly(ctx, { operation: 'view_as', type: 'read', projectId: null });
  await authorizeOpenly(ctx, { operation: 'role', type: 'update', projectId: null });
}

/** The offers of these rows with what they name looked up together. */
export async function presentOffers(ctx: Ctx, rows: readonly OfferRow[]): Promise<ImportOffer[]> {
  const words = rows.map((row) => Words.parse(row.words));
  const found = await findResources(ctx, words.flat());
  return rows.map((row, n) => {
    const own = words[n] ?? [];
    return {
      id: row.id,
      kind: row.role === null ? 'administrator' : 'role',
      name: row.role ?? row.user ?? '',
      permissions: wordLines(own),
      lacking: [
        ...new Set(
          own.filter((word) => idOf(found, word) === undefined).map(({ resource }) => resource ?? ''),
        ),
      ],
      isOpen: isOpenOffer(row),
      isGivable: row.role === null || own.some((word) => idOf(found, word) !== undefined),
      members: row.members,
    };
  });
}

/** One offer by its row id. `not_found` when it was answered meanwhile. */
export async function findOffer(ctx: Ctx, id: string): Promise<OfferRow> {
  const [row] = isId(id) ? await listOffers(ctx.db, { id, limit: 1 }) : [];
  if (row === undefined) throw new DomainError('not_found', 'This was answered already.');
  return row;
}

/** The words of an offer that can be given now, and those that name what is not here. */
export async function givenWords(
  ctx: Ctx,
  row: OfferRow,
): Promise<{ readonly given: GivenWord[]; readonly lacking: OfferedWord[] }> {
  const words = Words.parse(row.words);
  const found = await findResources(ctx, words);
  const given = words.flatMap((word) => {
    const resourceId = idOf(found, word);
    return resourceId === undefined ? [] : [{ operation: word.operation, type: word.type, resourceId }];
  });
  return { given, lacking: words.filter((word) => idOf(found, word) === undefined) };
}

/** Whether an offer says no more than that there was a role. */
export const isOpenOffer = (row: OfferRow): boolean =>
  row.role !== null && Words.parse(row.words).length === 0;

function findResources(ctx: Ctx, words: readonly OfferedWord[]): Promise<ReadonlyMap<string, string>> {
  const keys = words.filter((word) => word.resource !== null).map(keyOf);
  return resourceIds(ctx.db, [...new Map(keys.map((key) => [textOf(key), key])).values()]);
}

/** Row id of what a word names, null for none; undefined when that is not here. */
function idOf(found: ReadonlyMap<string, string>, word: OfferedWord): string | null | undefined {
  return word.resource === null ? null : found.get(textOf(keyOf(word)));
}
