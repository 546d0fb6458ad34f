import type { Executor } from '@/db/client';
import { findRoleById } from '@/db/queries/roles';
import { spellings } from '@/db/queries/spellings';
import { nameKey } from '@/lib/core/name';

/** What an imported role is called here: no spelling of a built-in role's name is to be had. */
export async function roleNameHere(executor: Executor, name: string): Promise<string> {
  const [same] = await spellings(executor, { kind: 'role' }, { name, key: nameKey(name) }, 1);
  const row = same === undefined ? null : await findRoleById(executor, same.id);
  return row?.origin === 'built_in' ? `${name} (imported)` : name;
}
