import { type Edit, JsonText, spliceText } from '@/lib/json/json-text';

/**
 * Gives every scenario of a card that has no id the next of `{card}-qas_001`, `_002`, …: one more than the highest
 * number in use, ids of other forms left alone. The only edit that the store makes to a posted body.
 */
export function assignScenarioIds(bodyText: string, card: string): string {
  const json = new JsonText(bodyText);
  const list = json.find(['system_requirements']);
  if (list === null) return bodyText;
  const nameless: { node: number; id: number | null }[] = [];
  let highest = 0;
  for (const { node } of json.children(list)) {
    const id = json.find(['identifier'], node);
    const value = id === null ? null : json.value(id);
    if (typeof value === 'string' && value !== '') highest = Math.max(highest, numberOf(value));
    else nameless.push({ node, id });
  }
  const edits = nameless.map(({ node, id }, n): Edit => {
    const text = JSON.stringify(`${card}-qas_${String(highest + n + 1).padStart(3, '0')}`);
    return id === null ? json.adding(node, [['identifier', text]]) : { ...json.span(id), text };
  });
  return spliceText(bodyText, edits);
}

/** Numbers above nine digits count as none: they are not ours. */
function numberOf(id: string): number {
  const digits = /qas_(\d{1,9})$/.exec(id)?.[1];
  return digits === undefined ? 0 : Number(digits);
}
