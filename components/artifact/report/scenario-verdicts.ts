import type { StatusKind } from '@/components/ui/status';
import type { ScenarioVerdict } from '../card/requirement';
import type { Outcome } from '../read/results';

/** One failure fails a scenario; one open case leaves it open; a case without result is no pass. */
const WORST_FIRST: readonly StatusKind[] = ['failed', 'judge', 'stale', 'none', 'passed'];

/** What the results say of each scenario, through the test cases that name it. */
export function scenarioVerdicts(outcomes: readonly Outcome[]): (scenarioId: string) => ScenarioVerdict {
  const byScenario = new Map<string, Outcome[]>();
  for (const outcome of outcomes)
    for (const id of outcome.testCase?.scenarioIds ?? []) {
      const found = byScenario.get(id);
      if (found === undefined) byScenario.set(id, [outcome]);
      else found.push(outcome);
    }
  return (scenarioId) => {
    const found = byScenario.get(scenarioId) ?? [];
    const kind = WORST_FIRST.find((each) => found.some((outcome) => outcome.kind === each));
    if (kind === undefined) return { kind: 'none', text: 'Not covered' };
    const same = found.filter((outcome) => outcome.kind === kind).length;
    const cases = `test case${found.length === 1 ? '' : 's'}`;
    return {
      kind,
      ...(kind === 'none' ? { text: 'No result' } : {}),
      note: same === found.length ? `${found.length} ${cases}` : `${same} of ${found.length} ${cases}`,
    };
  };
}
