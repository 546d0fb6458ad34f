import { type Edit, JsonText, spliceText } from '@/lib/json/json-text';

/** A card's text with an id for each scenario, and the ids that were made for it. */
interface AssignedIds {
  readonly body: string;
  readonly made: readonly string[];
}

/**
 * Gives every scenario of a card that has no id the next of `{card}-qas_001`, `_002`, …: one more than the highest
 * number in use or, as `formerly` tells, ever used; ids of other forms are left alone. `formerly` is asked only where
 * a number is needed. The only edit that the store makes to a posted body.
 */
export async function assignScenarioIds(
  bodyText: string,
  card: string,
  formerly: () => Promise<number>,
): Promise<AssignedIds> {
  const json = new JsonText(bodyText);
  const list = json.find(['system_requirements']);
  if (list === null) return { body: bodyText, made: [] };
  const nameless: { node: number; id: number | null }[] = [];
  let highest = 0;
  for (const { node } of json.children(list)) {
    const id = json.find(['identifier'], node);
    const value = id === null ? null : json.value(id);
    if (typeof value === 'string' && value !== '') highest = Math.max(highest, numberOf(value));
    else nameless.push({ node, id });
  }
  if (nameless.length === 0) return { body: bodyText, made: [] };
  const last = Math.max(highest, await formerly());
  const made = nameless.map((_, n) => `${card}-qas_${String(last + n + 1).padStart(3, '0')}`);
  const edits = nameless.map(({ node, id }, n): Edit => {
    const text = JSON.stringify(made[n]);
    return id === null ? json.adding(node, [['identifier', text]]) : { ...json.span(id), text };
  });
  return { body: spliceText(bodyText, edits), made };
}

/** Numbers above nine digits count as none: they are not ours. */
function numberOf(id: string): number {
  const digits = /qas_(\d{1,9})$/.exec(id)?.[1];
  return digits === undefined ? 0 : Number(digits);
}
