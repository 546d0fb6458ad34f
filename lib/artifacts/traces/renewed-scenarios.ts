import type { Executor } from '@/db/client';
import { cardHistories, type InModel, RENEWING_REVISIONS } from '@/db/queries/traces';
import type { CardBody } from '@/lib/artifacts/body';
import { exactValue } from '@/lib/json/exact-json';
import { exactText } from '@/lib/json/exact-number';

/** Whether a card was written often enough to have lost a scenario and got another one of its id. */
export const mayHaveRenewed = (headRevision: number): boolean => headRevision >= RENEWING_REVISIONS;

/** One write of a card. */
interface CardRevision {
  readonly body: string;
  readonly at: Date;
}

/**
 * Scenarios whose id had gone from their card and came back with another text, with the moment when: another
 * requirement, which cases of suites written before do not test. A text that changes while its id stays is an edit.
 */
export function renewedIn(revisions: readonly CardRevision[]): Map<string, Date> {
  const texts = new Map<string, string>();
  const renewed = new Map<string, Date>();
  let before = new Set<string>();
  for (const { body, at } of revisions) {
    const there = new Set<string>();
    for (const { identifier, ...scenario } of (exactValue(body) as CardBody).system_requirements ?? []) {
      if (!identifier || there.has(identifier)) continue;
      there.add(identifier);
      const text = exactText(scenario);
      const known = texts.get(identifier);
      if (known !== undefined && known !== text && !before.has(identifier)) renewed.set(identifier, at);
      texts.set(identifier, text);
    }
    before = there;
  }
  return renewed;
}

/** {@link renewedIn} of all living cards of a model. Whoever calls has authorized. */
export async function renewedScenarios(executor: Executor, at: InModel): Promise<Map<string, Date>> {
  const histories = new Map<string, CardRevision[]>();
  for (const { artifactId, ...revision } of await cardHistories(executor, at))
    histories.set(artifactId, [...(histories.get(artifactId) ?? []), revision]);
  return new Map([...histories.values()].flatMap((revisions) => [...renewedIn(revisions)]));
}
