import { type NameScope, spellings } from '@/db/queries/spellings';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError, type Gone } from '@/lib/core/domain-error';
import { nameKey } from '@/lib/core/name';

/** Things of one folded name that are looked at, and how many of them are told. */
const LOOKED_AT = 20;
const TOLD = 3;

/** What was looked for and is not there. */
export type Sought = NameScope & { readonly name: string };

/** What is known of an absence besides the names: see {@link DomainError}. */
interface Details {
  readonly hidden?: boolean;
  readonly gone?: Gone | null;
}

/**
 * The `not_found` for a name. A lookup never finds another spelling (case, width, composition), so the sentence tells
 * the spellings there are: those that the asker may read, which `reads` decides, and no other. Throw the same where a
 * name is there and hidden, or the difference tells that it is.
 */
export async function absent(
  ctx: Ctx,
  message: string,
  sought: Sought,
  reads: (id: string) => Promise<boolean>,
  details: Details = {},
): Promise<DomainError> {
  const key = nameKey(sought.name);
  const alike = await spellings(ctx.db, sought, { name: sought.name, key }, LOOKED_AT);
  const others = alike.filter(({ name }) => name !== sought.name && nameKey(name) === key);
  const names: string[] = [];
  for (const { id, name } of others.slice(0, LOOKED_AT))
    if (names.length < TOLD && (await reads(id))) names.push(name);
  const spelled = names.length === 0 ? null : { kind: sought.kind, names };
  return new DomainError('not_found', message, { ...details, spelled });
}
