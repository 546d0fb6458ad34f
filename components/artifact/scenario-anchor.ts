/** `card.default-qas_001` → its card `card.default` and its own tail `qas_001`. */
function split(scenarioId: string): { card: string; tail: string } | null {
  const match = /^(.+)-(qas_\d+)$/.exec(scenarioId);
  return match?.[1] === undefined || match[2] === undefined ? null : { card: match[1], tail: match[2] };
}

const idText = (text: string): string => text.trim().replace(/\s+/g, '_');

/** The id of a scenario's row in its card's page: `qas_001`; ids of another form keep their whole text. */
export const scenarioAnchor = (scenarioId: string): string =>
  split(scenarioId)?.tail ?? `qas-${idText(scenarioId)}`;

/** What a row shows: `qas_001`, or the whole id when it has another form. */
export const scenarioLabel = (scenarioId: string): string => split(scenarioId)?.tail ?? scenarioId;

/** The card that a scenario id names, `card.default`; null when it names none. */
export const cardOfScenario = (scenarioId: string): string | null => split(scenarioId)?.card ?? null;

/** The id of a test case's row in the suite's page, and of its result in the page of results. */
export const caseAnchor = (caseId: string): string => `case-${idText(caseId)}`;
export const resultAnchor = (caseId: string): string => `result-${idText(caseId)}`;

/** The address part that leads to an anchor. */
export const fragment = (anchor: string): string => `#${encodeURIComponent(anchor)}`;
