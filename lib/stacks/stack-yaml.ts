import { stacksWithComponents } from '@/db/queries/stacks';
import { transact } from '@/db/transact';
import { audit } from '@/lib/access/audit';
import { authorizeOpenly } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError, invalid } from '@/lib/core/domain-error';
import { requireRecentSignIn } from '@/lib/writes/recent-sign-in';
import { storedConfiguration } from './component';
import { type Fields, maskedFields } from './configuration';
import { type Dumped, dumpYaml } from './python-yaml';
import { resolveStack } from './resolve-stack';
import { absentStack, stackEvent } from './stack';

export interface StackYaml {
  /** What `zenml stack import` reads. */
  readonly text: string;
  /** Whether a mask stands in it where a secret is stored: the client would take the mask for the secret. */
  readonly hidesSecrets: boolean;
}

/** The client imports only what its own release has exported. */
const RELEASE = '0.8.1';

/**
 * The text of `zenml stack export` for a stack: flavor, name and fields of each component, without uuids. Secrets stand
 * behind masks unless they are asked for, which takes `secret:read`, a sign-in within the hour (`precondition`), and
 * leaves an audit row. `release`: that of the client which shall import it.
 */
export async function stackYaml(
  ctx: Ctx,
  input: { readonly stack: string; readonly release?: string; readonly withSecrets?: boolean },
): Promise<StackYaml> {
  const row = await resolveStack(ctx, input.stack, 'read');
  if (input.withSecrets === true) {
    await authorizeOpenly(ctx, { operation: 'secret', type: 'read', projectId: null });
    await requireRecentSignIn(ctx);
  }
  const release = checkedRelease(input.release ?? RELEASE);
  const [found] = await stacksWithComponents(ctx.db, row.id);
  if (found === undefined) throw new DomainError('not_found', absentStack(input.stack));
  const components: Record<string, Dumped> = {};
  let hidesSecrets = false;
  for (const component of found.components) {
    const { fields } = storedConfiguration(ctx, component);
    const shown = input.withSecrets === true ? fields : maskedFields(fields);
    hidesSecrets ||= JSON.stringify(shown) !== JSON.stringify(fields);
    components[component.type] = { ...saidFields(shown), flavor: component.flavor, name: component.name };
  }
  if (input.withSecrets === true)
    await transact(ctx.db, (tx) =>
      audit(tx, ctx, { ...stackEvent('stack.export', row), details: { secrets: true } }),
    );
  return { text: dumpYaml({ zenml_version: release, stack_name: row.name, components }), hidesSecrets };
}

/** As the client does: without the uuid, and without what is null. */
const saidFields = (fields: Fields): Record<string, Dumped> =>
  Object.fromEntries(
    Object.entries(fields).filter(([name, value]) => name !== 'uuid' && value !== null),
  ) as Record<string, Dumped>;

function checkedRelease(release: string): string {
  if (/^\d{1,3}(?:\.\d{1,3}){1,3}$/.test(release)) return release;
  const message = `release must be one of ZenML's such as ${RELEASE}, not ${release}.`;
  throw invalid([{ path: 'release', message, value: release }]);
}
