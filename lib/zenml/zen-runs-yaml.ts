import { shown } from '@/lib/archives/entry-path';
import { DomainError, isDomainError } from '@/lib/core/domain-error';
import { exactText } from '@/lib/json/exact-number';
import type { YamlLimits } from '@/lib/stacks/configurations/yaml';
import type { ZenProblem, ZenRun } from './zen-objects';
import { zenRun } from './zen-run';
import { listOf, objectOf, textOf, uuidOf } from './zen-values';
import { readPythonYaml, runPieces } from './zen-yaml';

const KIB = 1024;
/** A run of 1,000 steps has 80 KB; its stack's configurations a few hundred bytes each. */
const ONE_RUN: YamlLimits = { bytes: 512 * KIB, tokens: 60_000 };
const ONE_KEY: YamlLimits = { bytes: KIB, tokens: 20 };
/** A file that somebody laid out by hand is parsed as a whole. */
const BY_HAND: YamlLimits = { bytes: 1024 * KIB, tokens: 120_000 };

/** The runs of a `pipeline_runs.yaml`, one after the other; one that cannot be read is told, and the next one follows. */
export function* runsInYaml(bytes: Buffer): Generator<ZenRun | ZenProblem> {
  let count = 0;
  for (const piece of runPieces(bytes)) {
    if (piece === null) {
      if (count > 0)
        yield problem('pipeline_runs.yaml', 'What follows the runs above is laid out in no known way.');
      else yield* runsByHand(bytes);
      return;
    }
    count += 1;
    yield oneRun(piece.text, () => `${pipelineName(piece.pipeline)} / run ${count} of the file`);
  }
}

function oneRun(text: string, where: () => string): ZenRun | ZenProblem {
  let name: string | null = null;
  try {
    const { value, field } = readPythonYaml(text, 'The run', ONE_RUN);
    const run = objectOf(value);
    name = textOf(run?.['name']);
    return zenRun(value, {
      runtimeConfigurationText: field('runtime_configuration') ?? '{}',
      userId: uuidOf(run?.['user_id']) ?? textOf(run?.['user_id']),
    });
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return problem(name ?? where(), error.message);
  }
}

function* runsByHand(bytes: Buffer): Generator<ZenRun | ZenProblem> {
  try {
    const { value } = readPythonYaml(bytes.toString('utf8'), 'The file', BY_HAND);
    const pipelines = objectOf(objectOf(value)?.['pipeline_runs']);
    if (pipelines === null) throw new DomainError('invalid', "It has no 'pipeline_runs'.");
    for (const [pipeline, runs] of Object.entries(pipelines))
      for (const [n, run] of listOf(runs).entries())
        yield ofValue(run, `${pipeline} / run ${n + 1} of the file`);
  } catch (error) {
    if (!isDomainError(error)) throw error;
    yield { kind: 'file', name: 'pipeline_runs.yaml', problem: `Runs are left out: ${error.message}` };
  }
}

function ofValue(value: unknown, where: string): ZenRun | ZenProblem {
  const run = objectOf(value);
  try {
    return zenRun(run, {
      runtimeConfigurationText: exactText(run?.['runtime_configuration'] ?? {}),
      userId: uuidOf(run?.['user_id']) ?? textOf(run?.['user_id']),
    });
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return problem(textOf(run?.['name']) ?? where, error.message);
  }
}

const problem = (name: string, message: string): ZenProblem => ({
  kind: 'pipeline_run',
  name: shown(name),
  problem: message,
});

/** A key as it stands in the file; PyYAML quotes some. */
function pipelineName(key: string): string {
  if (!/^['"]/.test(key)) return key;
  try {
    return Object.keys(objectOf(readPythonYaml(`${key}:`, 'The key', ONE_KEY).value) ?? {})[0] ?? key;
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return key;
  }
}
