import { Decided } from '@/lib/core/decided';
import { isDomainError } from '@/lib/core/domain-error';
import type { Runtime } from '@/lib/core/runtime';
import { CannotStart } from '@/lib/faults/start-failure';
import { createFirstAdministrator } from '@/lib/sign-in/first-administrator';
import { createSetupSecret, isSetUp } from '@/lib/sign-in/setup-state';
import { createFirstStack } from '@/lib/stacks/create-first-stack';
import { isLoopback } from '../gate/hosts';

export interface StartOptions {
  /** Without the stack that clients of ZenML begin with. Counts at a store's very first start. */
  readonly bare: boolean;
}

/**
 * Sees to it that somebody will administer the store: makes the administrator that the settings name, or returns a
 * fresh set-up secret, which the caller prints. Null when there is an administrator. Throws {@link CannotStart}
 * where a store without one would be reachable from other machines.
 */
export async function firstStart(
  { env, database, keys }: Runtime,
  { bare }: StartOptions,
): Promise<string | null> {
  const ctx = {
    actor: { kind: 'system', name: 'Set-up' },
    db: database.db,
    keys,
    now: new Date(),
    requestId: null,
    passwordless: new Set<string>(),
    decided: new Decided(),
  } as const;
  await createFirstStack(ctx, { isWanted: !bare });
  if (await isSetUp(database.db)) return null;
  if (env.ASSAY_ADMIN_PASSWORD !== undefined) {
    const { ASSAY_ADMIN_NAME: name, ASSAY_ADMIN_PASSWORD: password } = env;
    await createFirstAdministrator(ctx, { name, password }).catch((error: unknown) => {
      if (isDomainError(error))
        throw new CannotStart(`ASSAY_ADMIN_NAME or ASSAY_ADMIN_PASSWORD: ${error.message}`);
      throw error;
    });
    return null;
  }
  if (!isLoopback(env.HOST))
    throw new CannotStart(
      `This store has no administrator yet, so Assay does not listen on ${env.HOST}: set ASSAY_ADMIN_PASSWORD, or start once with HOST=127.0.0.1 and open the set-up link.`,
    );
  return createSetupSecret(database.db);
}
