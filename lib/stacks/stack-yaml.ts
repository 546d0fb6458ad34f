import type { Executor } from '@/db/client';
import { type StackRow, stacksWithComponents } from '@/db/queries/stacks';
import { authorizeOpenly } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError, invalid } from '@/lib/core/domain-error';
import { exactText } from '@/lib/json/exact-number';
import { declareWrite } from '@/lib/writes/write';
import { storedConfiguration } from './components/component';
import { type ConfigurationFields, maskedFields } from './configurations/configuration';
import { type Dumped, dumpYaml } from './configurations/python-yaml';
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
  input: AskedYaml & { readonly withSecrets?: boolean },
): Promise<StackYaml> {
  if (input.withSecrets === true) return yamlWithSecrets(ctx, input);
  const row = await resolveStack(ctx, input.stack, 'read');
  return yamlOf(ctx, ctx.db, row, input, maskedFields);
}

interface AskedYaml {
  readonly stack: string;
  readonly release?: string;
}

/** What is written is the audit row alone, together with the reading of what it tells of. */
const yamlWithSecrets = declareWrite({
  verb: 'stackYaml',
  asks: ['secret:read'],
  audits: ['stack.export'],
  recentSignIn: () => true,
  example: ({ stack }) => ({ stack }),
  ready: async (ctx: Ctx, input: AskedYaml) => {
    const row = await resolveStack(ctx, input.stack, 'read');
    await authorizeOpenly(ctx, { operation: 'secret', type: 'read', projectId: null });
    return row;
  },
  write: async ({ ctx, tx, tell }, row, input) => {
    const yaml = await yamlOf(ctx, tx, row, input, (fields) => fields);
    tell({ ...stackEvent('stack.export', row), details: { secrets: true } });
    return yaml;
  },
});

async function yamlOf(
  ctx: Ctx,
  executor: Executor,
  row: StackRow,
  input: AskedYaml,
  shownOf: (fields: ConfigurationFields) => ConfigurationFields,
): Promise<StackYaml> {
  const release = checkedRelease(input.release ?? RELEASE);
  const [found] = await stacksWithComponents(executor, row.id);
  if (found === undefined) throw new DomainError('not_found', absentStack(input.stack));
  const components: Record<string, Dumped> = {};
  let hidesSecrets = false;
  for (const component of found.components) {
    const { fields } = storedConfiguration(ctx, component);
    const shown = shownOf(fields);
    hidesSecrets ||= exactText(shown) !== exactText(fields);
    components[component.type] = { ...saidFields(shown), flavor: component.flavor, name: component.name };
  }
  return { text: dumpYaml({ zenml_version: release, stack_name: row.name, components }), hidesSecrets };
}

/** As the client does: without the uuid, and without what is null. */
const saidFields = (fields: ConfigurationFields): Record<string, Dumped> =>
  Object.fromEntries(
    Object.entries(fields).filter(([name, value]) => name !== 'uuid' && value !== null),
  ) as Record<string, Dumped>;

function checkedRelease(release: string): string {
  if (/^\d{1,3}(?:\.\d{1,3}){1,3}$/.test(release)) return release;
  const message = `release must be one of ZenML's such as ${RELEASE}, not ${release}.`;
  throw invalid([{ path: 'release', message, value: release }]);
}
