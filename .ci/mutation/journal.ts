import path from 'node:path';
import type { MutantResult } from '@stryker-mutator/api/core';
import type { MutationTestingPlanReadyEvent, Reporter } from '@stryker-mutator/api/report';

/** What a run has found so far, kept for a run that ends before it is done. */
export interface Journal {
  /** How many mutants each file has, by its path as Stryker tells it. */
  planned: ReadonlyMap<string, number>;
  readonly results: MutantResult[];
}

const JOURNAL = Symbol.for('assay.mutation.journal');
const shared = globalThis as { [JOURNAL]?: Journal };

/** Shared with the plugins, which Stryker loads by itself. */
export function journal(): Journal {
  shared[JOURNAL] ??= { planned: new Map(), results: [] };
  return shared[JOURNAL];
}

export type Outcome = Pick<MutantResult, 'status' | 'statusReason'>;

/**
 * Whether tests come to no end with a mutant: they came to it a hundred times as often as to what it stands for. Stryker
 * gives a reason for that, and none where time alone was up, which a busy machine may do as well.
 */
export const isEndless = ({ status, statusReason }: Outcome): boolean =>
  status === 'Timeout' && statusReason !== undefined;

/** Keeps what is found, and tells of each mutant that lives, or was given up, as soon as it is known, so that tests can be written meanwhile. */
export class JournalReporter implements Reporter {
  onMutationTestingPlanReady({ mutantPlans }: MutationTestingPlanReadyEvent): void {
    const planned = new Map<string, number>();
    for (const { mutant } of mutantPlans)
      planned.set(mutant.fileName, (planned.get(mutant.fileName) ?? 0) + 1);
    journal().planned = planned;
  }

  onMutantTested(result: Readonly<MutantResult>): void {
    journal().results.push(result);
    const { status } = result;
    if (status !== 'Survived' && status !== 'NoCoverage' && status !== 'Timeout') return;
    const what = status !== 'Timeout' ? 'lives' : isEndless(result) ? 'comes to no end' : 'took too long';
    const { fileName, location, replacement = '' } = result;
    const place = `${path.relative(process.cwd(), fileName)}:${location.start.line}:${location.start.column}`;
    process.stdout.write(`${place} ${what} with \`${replacement.replaceAll(/\s+/g, ' ')}\`\n`);
  }
}
