import { z } from 'zod';
import { listOffers, modelIds, type OfferRow } from '@/db/queries/import-offers';
import { authorizeOpenly } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { isId } from '@/lib/core/id';
import { nameKey } from '@/lib/core/name';
import { type OfferedWord, wordText } from './group-mapping';
import { Word } from './manifest';

/** What an imported group permitted, for its role; or that somebody administered the store they come from. */
export interface ImportOffer {
  readonly id: string;
  readonly kind: 'role' | 'administrator';
  /** Of the role or the person. */
  readonly name: string;
  /** `model:read`, `model:read on GardenBuddy`; none for an administrator. */
  readonly permissions: readonly string[];
  /** Those of them that name a model which is not here: they cannot be given. */
  readonly lacking: readonly string[];
  /** People who hold the role, by name; at most 50. */
  readonly members: readonly string[];
}

/** A permission that can be given: its model found. */
export interface GivenWord extends Pick<OfferedWord, 'operation' | 'type'> {
  readonly resourceId: string | null;
}

const Words = z.array(Word);
const keyOf = (word: OfferedWord) => ({
  project: nameKey(word.project ?? ''),
  model: nameKey(word.model ?? ''),
});

/** Who may look at offers: who may import, which the built-in role `admin` may. Giving asks for more. */
export async function authorizeOffers(ctx: Ctx): Promise<void> {
  await authorizeOpenly(ctx, { operation: 'view_as', type: 'read', projectId: null });
  await authorizeOpenly(ctx, { operation: 'role', type: 'update', projectId: null });
}

/** The offers of these rows with the models that they name looked up together. */
export async function presentOffers(ctx: Ctx, rows: readonly OfferRow[]): Promise<ImportOffer[]> {
  const words = rows.map((row) => Words.parse(row.words));
  const found = await findModels(ctx, words.flat());
  return rows.map((row, n) => {
    const own = words[n] ?? [];
    return {
      id: row.id,
      kind: row.role === null ? 'administrator' : 'role',
      name: row.role ?? row.user ?? '',
      permissions: own.map(wordText),
      lacking: own.filter((word) => idOf(found, word) === undefined).map(wordText),
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

/** The words of an offer that can be given now. */
export async function givenWords(ctx: Ctx, row: OfferRow): Promise<GivenWord[]> {
  const words = Words.parse(row.words);
  const found = await findModels(ctx, words);
  return words.flatMap((word) => {
    const resourceId = idOf(found, word);
    return resourceId === undefined ? [] : [{ operation: word.operation, type: word.type, resourceId }];
  });
}

function findModels(ctx: Ctx, words: readonly OfferedWord[]): Promise<ReadonlyMap<string, string>> {
  const keys = words.filter((word) => word.model !== null).map(keyOf);
  const once = new Map(keys.map((key) => [JSON.stringify([key.project, key.model]), key]));
  return modelIds(ctx.db, [...once.values()]);
}

/** Row id of the model that a word names, null for none; undefined when that model is not here. */
function idOf(found: ReadonlyMap<string, string>, word: OfferedWord): string | null | undefined {
  if (word.model === null) return null;
  const { project, model } = keyOf(word);
  return found.get(JSON.stringify([project, model]));
}
