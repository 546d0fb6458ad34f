import type { CardScenario } from '@/lib/artifacts/traces/list-scenarios';
import { sentenceText } from '../../artifact/read/sentence';
import { scenarioLabel } from '../../artifact/scenario-anchor';
import { entryNote } from './entry-note';

/** What a case begins with that is made for somebody, not by typing. */
export interface CaseStart {
  readonly identifier: string;
  readonly goal: string;
  readonly scenarioIds: readonly string[];
  readonly note: string;
}

/** What a case takes over from an entry of the test catalog. */
export interface EntryStart {
  readonly catalog: string;
  readonly identifier: string;
  readonly quality: string;
  readonly description: string;
}

/** The wanted id, or the first of `wanted-2`, `wanted-3`, … that no case has. */
export function freeCaseId(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted;
  for (let n = 2; ; n += 1) {
    const id = `${wanted}-${n}`;
    if (!taken.has(id)) return id;
  }
}

/** One case per scenario, named after it, whose goal is what the scenario wants to see. */
export function casesForScenarios(
  scenarios: readonly CardScenario[],
  taken: Iterable<string>,
): readonly CaseStart[] {
  const ids = new Set(taken);
  return scenarios.map((scenario) => {
    const identifier = freeCaseId(scenarioLabel(scenario.id), ids);
    ids.add(identifier);
    return { identifier, goal: goalOf(scenario), scenarioIds: [scenario.id], note: '' };
  });
}

/** Response and measure; the whole sentence where there are none. */
function goalOf(scenario: CardScenario): string {
  const outcome = sentenceText({ ...scenario, stimulus: '', source: '', environment: '' });
  return outcome === '' ? sentenceText(scenario) : outcome;
}

/** A case that uses a catalog entry: for the scenarios of its quality, with a note that says where it comes from. */
export function caseForEntry(
  entry: EntryStart,
  scenarios: readonly CardScenario[],
  taken: Iterable<string>,
): CaseStart {
  const same = (quality: string) =>
    quality !== '' && quality.toLowerCase() === entry.quality.trim().toLowerCase();
  return {
    identifier: freeCaseId(entry.identifier, new Set(taken)),
    goal: entry.description,
    scenarioIds: scenarios.filter(({ quality }) => same(quality)).map(({ id }) => id),
    note: entryNote(entry),
  };
}
