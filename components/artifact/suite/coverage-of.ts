interface NamedCase {
  readonly id: string;
  readonly scenarioIds: readonly string[];
}

/** Which scenarios have a test case, and which cases test something. Every list is in the order it came in, each id once. */
export interface CoverageFacts {
  /** Ids of the cards' scenarios. */
  readonly wanted: readonly string[];
  /** Scenarios that no case tests. */
  readonly open: readonly string[];
  /** Scenarios that cases name, from a time when their id stood for another requirement. */
  readonly renewed: readonly string[];
  /** Ids that cases name and no card holds. */
  readonly strange: readonly string[];
  /** Cases that name no scenario at all. */
  readonly idle: readonly string[];
  /** Cases that name scenarios, none of which a card holds: the store refuses to write those. */
  readonly lost: readonly string[];
}

export function coverageOf(
  cases: readonly NamedCase[],
  scenarioIds: Iterable<string>,
  renewedIds: readonly string[] = [],
): CoverageFacts {
  const wanted = new Set(scenarioIds);
  const named = new Set(cases.flatMap((testCase) => testCase.scenarioIds));
  const ids = (picked: readonly NamedCase[]) => [...new Set(picked.map(({ id }) => id))];
  return {
    wanted: [...wanted],
    open: [...wanted].filter((id) => !named.has(id) || renewedIds.includes(id)),
    renewed: [...wanted].filter((id) => named.has(id) && renewedIds.includes(id)),
    strange: [...named].filter((id) => !wanted.has(id)),
    idle: ids(cases.filter((testCase) => testCase.scenarioIds.length === 0)),
    lost: ids(
      cases.filter(
        (testCase) => testCase.scenarioIds.length > 0 && !testCase.scenarioIds.some((id) => wanted.has(id)),
      ),
    ),
  };
}

/** `2 of 3 requirements have a test case.` */
export function coverageSentence(wanted: number, open: number): string {
  const tested = wanted - open;
  return `${tested} of ${wanted} requirement${wanted === 1 ? '' : 's'} ${tested === 1 || wanted === 1 ? 'has' : 'have'} a test case.`;
}
