import { type StackWithComponents, stacksWithComponents } from '@/db/queries/stacks';
import { can } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { invalid } from '@/lib/core/domain-error';
import { storedConfiguration } from '@/lib/stacks/components/component';
import { type Configuration, maskedFields } from '@/lib/stacks/configurations/configuration';
import { checkedComponents } from '@/lib/stacks/stack';
import { type PostedRun, type StackSnapshot, stackText } from './run';

/** The stack that a run is registered with. */
interface StackOfRun {
  readonly snapshot: StackSnapshot;
  /** JSON, secrets included: for sealing only. */
  readonly text: string;
}

interface Part {
  readonly type: string;
  readonly flavor: string;
  readonly name: string;
  readonly configuration: Configuration;
}

/** The stack as the client posted it; without components the registered one (`id`), `invalid` where there is none. */
export async function stackOf(
  ctx: Ctx,
  { stack, stackText: text }: Pick<PostedRun, 'stack' | 'stackText'>,
  id: string | null,
): Promise<StackOfRun> {
  const { components } = stack;
  if (components !== null) return taken(stack.name, checkedComponents(components, 'stack.components'), text);
  const reads = await can(ctx, { operation: 'stack', type: 'read', projectId: null });
  const [found] = id === null || !reads ? [] : await stacksWithComponents(ctx.db, id);
  if (found === undefined) {
    const message = `No stack named '${stack.name}' is registered: post its components with it.`;
    throw invalid([{ path: 'stack.name', message, value: stack.name }]);
  }
  return taken(found.stack.name, partsOf(ctx, found), null);
}

const partsOf = (ctx: Ctx, { components }: StackWithComponents): Part[] =>
  components.map((row) => ({
    type: row.type,
    flavor: row.flavor,
    name: row.name,
    configuration: storedConfiguration(ctx, row),
  }));

function taken(name: string, parts: readonly Part[], text: string | null): StackOfRun {
  const components = parts.map(({ configuration, ...part }) => ({
    ...part,
    uuid: configuration.uuid,
    fields: maskedFields(configuration.fields),
  }));
  return {
    snapshot: { name, components },
    text:
      text ??
      stackText(
        name,
        parts.map(({ configuration, ...part }) => ({
          ...part,
          uuid: configuration.uuid,
          configuration: configuration.text,
        })),
      ),
  };
}
