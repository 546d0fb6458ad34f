import { DomainError } from '@/lib/core/domain-error';
import { exactText } from '@/lib/json/exact-number';
import type { ZenRun, ZenSnapshotComponent } from './zen-objects';
import { listOf, objectOf, textOf } from './zen-values';

/** Columns of {@link ZenRun} that a store keeps beside the JSON. */
interface Beside {
  /** JSON text of the runtime configuration, to the digit. */
  readonly runtimeConfigurationText: string;
  readonly userId: string | null;
}

/** A run out of the JSON that its client posted; `invalid` where something is missing without which it is none. */
export function zenRun(value: unknown, { runtimeConfigurationText, userId }: Beside): ZenRun {
  const run = objectOf(value);
  const [pipeline, stack] = [objectOf(run?.['pipeline']), objectOf(run?.['stack'])];
  const name = needed(run?.['name'], 'name');
  const pipelineName = needed(pipeline?.['name'], 'pipeline.name');
  const stackName = needed(stack?.['name'], 'stack.name');
  const steps = listOf(pipeline?.['steps']).map((item, n) => {
    const { name: step, docstring: words, ...rest } = objectOf(item) ?? {};
    return { name: needed(step, `pipeline.steps.${n}.name`), docstring: textOf(words), ...rest };
  });
  const components = listOf(stack?.['components']).map(snapshotComponent);
  const docstring = textOf(pipeline?.['docstring']);
  return {
    name,
    clientVersion: textOf(run?.['zenml_version']),
    gitSha: textOf(run?.['git_sha']),
    pipeline: { name: pipelineName, docstring, steps },
    pipelineText: ordered(pipeline, { name: pipelineName, docstring, steps }),
    stack: { name: stackName, components },
    stackText: ordered(stack, { name: stackName, components }),
    runtimeConfigurationText,
    userId,
    project: textOf(run?.['project_name']),
  };
}

/** In the order that clients write, which every copy of a store comes to. */
function snapshotComponent(item: unknown, n: number): ZenSnapshotComponent {
  const at = `stack.components.${n}`;
  const { type, flavor, name, uuid, config, ...rest } = objectOf(item) ?? {};
  return {
    type: needed(type, `${at}.type`),
    flavor: needed(flavor, `${at}.flavor`),
    name: needed(name, `${at}.name`),
    uuid: textOf(uuid) ?? '',
    config: textOf(config) ?? '',
    ...rest,
  };
}

/** Known fields first; those that this store does not know follow as they were. */
function ordered(whole: Readonly<Record<string, unknown>> | null, known: object): string {
  return exactText({ ...known, ...Object.fromEntries(unknown(whole, known)) });
}

const unknown = (whole: Readonly<Record<string, unknown>> | null, known: object): [string, unknown][] =>
  Object.entries(whole ?? {}).filter(([name]) => !(name in known));

function needed(value: unknown, field: string): string {
  const text = textOf(value);
  if (text === null || text === '') throw new DomainError('invalid', `The run has no ${field}.`);
  // PostgreSQL takes no NUL, and no client writes one.
  if (text.includes('\0')) throw new DomainError('invalid', `The run has a NUL character in its ${field}.`);
  return text;
}
