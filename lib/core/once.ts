import type { Ctx } from './ctx';

/** Looks something up once for each context that says it only reads; for any other, every time. */
export function once<T>(ctx: Ctx, key: readonly string[], look: () => Promise<T>): Promise<T> {
  const { lookups } = ctx;
  if (lookups === undefined) return look();
  const name = JSON.stringify(key);
  const known = lookups.get(name) as Promise<T> | undefined;
  if (known !== undefined) return known;
  const found = look();
  lookups.set(name, found);
  return found;
}
