import { exactValue } from '@/lib/json/exact-json';
import { exactText } from '@/lib/json/exact-number';
import { type Edit, JsonText, spliceText } from '@/lib/json/json-text';

/** A card's text with an id for each scenario, and the ids that were made for it. */
interface AssignedIds {
  readonly body: string;
  readonly made: readonly string[];
}

/** What a card of that name gave its scenarios so far. */
export interface FormerScenarios {
  /** The highest number that it ever gave; 0 for none. */
  readonly highest: number;
  /** The card as it stands; null where there is none. */
  readonly head: string | null;
}

/**
 * Gives every scenario of a card that has no id one: that of the same scenario in the card as it stands, for scripts
 * save the same card again and again without ids; else the next of `{card}-qas_001`, `_002`, …: one more than the highest
 * number in use or, as `formerly` tells, ever used; ids of other forms are left alone. `formerly` is asked only where
 * an id is needed. The only edit that the store makes to a posted body.
 */
export async function assignScenarioIds(
  bodyText: string,
  card: string,
  formerly: () => Promise<FormerScenarios>,
): Promise<AssignedIds> {
  const json = new JsonText(bodyText);
  const list = json.find(['system_requirements']);
  if (list === null) return { body: bodyText, made: [] };
  const nameless: { node: number; id: number | null }[] = [];
  const used = new Set<string>();
  let highest = 0;
  for (const { node } of json.children(list)) {
    const id = json.find(['identifier'], node);
    const value = id === null ? null : json.value(id);
    if (typeof value === 'string' && value !== '') {
      used.add(value);
      highest = Math.max(highest, numberOf(value));
    } else nameless.push({ node, id });
  }
  if (nameless.length === 0) return { body: bodyText, made: [] };
  const former = await formerly();
  const kept = former.head === null ? new Map<string, string[]>() : idsByContent(former.head, used);
  let last = Math.max(highest, former.highest);
  const made: string[] = [];
  const edits = nameless.map(({ node, id }): Edit => {
    const known = kept.get(contentOf(json.slice(node)))?.pop();
    if (known === undefined) {
      last += 1;
      made.push(`${card}-qas_${String(last).padStart(3, '0')}`);
    }
    const text = JSON.stringify(known ?? made.at(-1));
    return id === null ? json.adding(node, [['identifier', text]]) : { ...json.span(id), text };
  });
  return { body: spliceText(bodyText, edits), made };
}

/** Ids of a card's scenarios, but for those in use, by what the scenarios say; of equal ones the first stands last. */
function idsByContent(card: string, used: ReadonlySet<string>): Map<string, string[]> {
  const ids = new Map<string, string[]>();
  const json = new JsonText(card);
  const list = json.find(['system_requirements']);
  for (const { node } of list === null ? [] : [...json.children(list)].reverse()) {
    const id = json.find(['identifier'], node);
    const value = id === null ? null : json.value(id);
    if (typeof value !== 'string' || value === '' || used.has(value)) continue;
    const content = contentOf(json.slice(node));
    const alike = ids.get(content);
    // A card may hold a hundred thousand that say nothing: no list is copied for each.
    if (alike === undefined) ids.set(content, [value]);
    else alike.push(value);
  }
  return ids;
}

/** What a scenario says: its members but for the id, in one order; null and '' are nothing said. */
const contentOf = (scenario: string): string =>
  exactText(
    Object.entries(exactValue(scenario) as object)
      .filter(([name, value]) => name !== 'identifier' && value !== null && value !== '')
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );

/** Numbers above nine digits count as none: they are not ours. */
function numberOf(id: string): number {
  const digits = /qas_(\d{1,9})$/.exec(id)?.[1];
  return digits === undefined ? 0 : Number(digits);
}
