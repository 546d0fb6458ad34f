import type { CustomList } from '@/db/queries/lists';
import type { ArtifactType } from '@/lib/artifacts/artifact';
import { type Edit, JsonText, spliceText } from '@/lib/json/json-text';
import { oldWords } from './old-types';

/**
 * What an import changes in a body that an older release of MLTE wrote: only what would be refused here, or what the
 * clients of today refuse or lose when they read it back. Everything else stays character for character. Found by
 * reading the models of 2.0.0, 2.1.0, 2.2.0, 2.3.0, 2.4.0, 2.5.0 and 2.6.0.
 */
export interface Modern {
  readonly text: string;
  /** One sentence for each kind of change, and for old words that were kept. */
  readonly notes: readonly string[];
}

/** The words of the enums up to 2.4 and the entries that say the same in the lists that came with 2.5; null: none does. */
export const OLD_ENTRIES = {
  problem_types: {
    classification: 'Classification',
    clustering: 'Clustering',
    forecasting: 'Forecasting',
    trend: null,
    alert: null,
    content_generation: null,
    benchmarking: null,
    goals: null,
    detection: null,
    other: null,
  },
  classification: {
    unclassified: 'Unclassified',
    cui: 'CUI',
    pii: 'PII',
    phi: 'PHI',
    classified: 'Classified',
    other: null,
  },
} as const satisfies Partial<Record<CustomList, Readonly<Record<string, string | null>>>>;

/** Fields that hold the dotted name of a class. */
const CLASS_FIELDS: ReadonlySet<string> = new Set([
  'measurement_class',
  'output_class',
  'evidence_class',
  'creator_entity',
]);
const OLD_PACKAGE = 'mlte.tests.';
const NEW_PACKAGE = 'mlte.suite.';

type IsListed = (list: CustomList, name: string) => boolean;

/**
 * Brings a body to the shape that today's clients read. `isListed`: whether a list has an entry of this name; `isOld`: its
 * file is called as before 2.3, and so are the types and identifiers in it.
 */
export function modernBody(
  type: ArtifactType,
  text: string,
  isListed: IsListed,
  { isOld = false } = {},
): Modern {
  const json = new JsonText(text);
  const change = new Changes(json);
  if (isOld)
    for (const { node, now, place, reason } of oldWords(json)) change.replace(node, now, place, reason);
  const card = type === 'card' ? 0 : type === 'report' ? json.find(['negotiation_card']) : null;
  if (card !== null) modernCard(json, card, change, isListed);
  if (text.includes(OLD_PACKAGE)) modernClasses(json, 0, '', null, change);
  return { text: spliceText(text, change.edits), notes: change.notes() };
}

/** Gathers edits, and the places of those that were made for one reason. */
class Changes {
  readonly edits: Edit[] = [];
  private readonly places = new Map<string, string[]>();
  private readonly json: JsonText;

  constructor(json: JsonText) {
    this.json = json;
  }

  replace(node: number, value: unknown, place: string, reason: string): void {
    this.edits.push({ ...this.json.span(node), text: JSON.stringify(value) });
    this.note(place, reason);
  }

  note(place: string, reason: string): void {
    this.places.set(reason, [...(this.places.get(reason) ?? []), place]);
  }

  notes(): string[] {
    return [...this.places].map(([reason, places]) => {
      const more = places.length > 3 ? ` and ${places.length - 3} more` : '';
      return `${places.slice(0, 3).join(', ')}${more}: ${reason}.`;
    });
  }
}

function modernCard(json: JsonText, card: number, change: Changes, isListed: IsListed): void {
  const at = (...path: (string | number)[]) => json.find(path, card);
  listWord(json, at('system', 'problem_type'), 'system.problem_type', 'problem_types', change, isListed);
  for (const [n, entry] of items(json, at('data'))) {
    const word = json.find(['classification'], entry);
    listWord(json, word, `data.${n}.classification`, 'classification', change, isListed);
  }
  for (const [n, scenario] of items(json, at('system_requirements'))) {
    const quality = json.find(['quality'], scenario);
    if (quality !== null && json.kind(quality) === 'null')
      change.replace(
        quality,
        '',
        `system_requirements.${n}.quality`,
        'null became empty, as MLTE has it since 2.4',
      );
  }
  for (const part of ['development_compute_resources', 'production_compute_resources'])
    mainMemory(json, at('model', part), `model.${part}`, change);
  risks(json, at('system', 'risks'), change);
}

function listWord(
  json: JsonText,
  node: number | null,
  place: string,
  list: keyof typeof OLD_ENTRIES,
  change: Changes,
  isListed: IsListed,
): void {
  if (node === null) return;
  if (json.kind(node) === 'null') {
    change.replace(node, '', place, 'null became empty, as MLTE has it since 2.5');
    return;
  }
  const word = json.kind(node) === 'string' ? String(json.value(node)) : '';
  const words: Readonly<Record<string, string | null>> = OLD_ENTRIES[list];
  if (!Object.hasOwn(words, word) || isListed(list, word)) return;
  const now = words[word] ?? null;
  if (now !== null && isListed(list, now))
    change.replace(node, now, place, `'${word}' of MLTE up to 2.4 became '${now}' of the list ${list}`);
  else change.note(place, `'${word}' of MLTE up to 2.4 is in no list here and was kept`);
}

/** 2.2 knew one memory; since 2.3 it is the main one, beside that of the GPU. */
function mainMemory(json: JsonText, resources: number | null, place: string, change: Changes): void {
  if (resources === null) return;
  const memory = json.find(['memory'], resources);
  if (memory === null || json.kind(memory) === 'null' || json.find(['main_memory'], resources) !== null)
    return;
  change.edits.push(json.adding(resources, [['main_memory', json.slice(memory)]]));
  change.note(`${place}.memory`, 'was written as main_memory too, as MLTE calls it since 2.3');
}

/** 2.2 asked for risks by kind: `{fp, fn, other}`; since 2.3 they are a list. */
function risks(json: JsonText, node: number | null, change: Changes): void {
  if (node === null || json.kind(node) !== 'object') return;
  const text = (name: string, label: string): string[] => {
    const found = json.find([name], node);
    const value = found === null ? null : json.value(found);
    return typeof value === 'string' && value !== '' ? [`${label}: ${value}`] : [];
  };
  const others = items(json, json.find(['other'], node)).map(([, each]) => json.value(each));
  const list = [
    ...text('fp', 'False positives'),
    ...text('fn', 'False negatives'),
    ...others.filter((each) => typeof each === 'string'),
  ];
  change.replace(node, list, 'system.risks', 'risks by kind became a list, as MLTE has it since 2.3');
}

/** The package of suites was renamed with 2.5; recursion is safe, nothing here nests deeper than 64. */
function modernClasses(
  json: JsonText,
  node: number,
  place: string,
  key: string | null,
  change: Changes,
): void {
  if (json.kind(node) === 'string') {
    const name = String(json.value(node));
    if ((key !== null && !CLASS_FIELDS.has(key)) || !name.startsWith(OLD_PACKAGE)) return;
    const now = NEW_PACKAGE + name.slice(OLD_PACKAGE.length);
    change.replace(node, now, place, 'the package mlte.tests is mlte.suite since 2.5');
    return;
  }
  let n = 0;
  for (const child of json.children(node)) {
    // Items are looked at only where they are names of classes.
    if (child.key !== null || json.kind(child.node) !== 'string' || key === 'input_types')
      modernClasses(
        json,
        child.node,
        place === '' ? `${child.key ?? n}` : `${place}.${child.key ?? n}`,
        child.key,
        change,
      );
    n += 1;
  }
}

function items(json: JsonText, node: number | null): [number, number][] {
  if (node === null || json.kind(node) !== 'array') return [];
  return [...json.children(node)].map((child, n) => [n, child.node]);
}

const ENTRY_FIELDS: ReadonlySet<string> = new Set([
  ...['header', 'tags', 'quality_attribute', 'code', 'description', 'inputs', 'output'],
]);

/** What of a catalog entry's file is changed or left out: 2.2 had a category and a type of code. */
export function oldEntryNotes(json: JsonText): string[] {
  const notes: string[] = [];
  const left: string[] = [];
  for (const { key, node } of json.children(0)) {
    if (key === 'quality_attribute' && json.kind(node) === 'null')
      notes.push('quality_attribute: null became empty, as MLTE has it since 2.4.');
    if (key !== null && !ENTRY_FIELDS.has(key) && json.kind(node) !== 'null')
      left.push(`${key} ${json.slice(node).slice(0, 60)}`);
  }
  if (left.length > 0) notes.push(`Left out, for entries have no such field: ${left.join(', ')}.`);
  return notes;
}
