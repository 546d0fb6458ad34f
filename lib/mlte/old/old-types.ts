import { ARTIFACT_TYPES } from '@/db/schema';
import type { ArtifactType } from '@/lib/artifacts/artifact';
import { prefixed, typeOfIdentifier } from '@/lib/artifacts/identifier';
import type { JsonText } from '@/lib/json/json-text';

/** What MLTE 2.0 to 2.2 called the types of artifacts. Evidence and reports are called so still. */
const OLD_TYPES: Readonly<Record<string, ArtifactType>> = {
  negotiation_card: 'card',
  test_suite: 'suite',
  test_results: 'results',
};
/** Of MLTE 1: artifacts of another shape. */
const FIRST_TYPES: ReadonlySet<string> = new Set(['value', 'spec', 'validated_spec']);

/** The type of today that a header's word means; null for none. */
export const modernType = (word: string): ArtifactType | null =>
  OLD_TYPES[word] ?? ARTIFACT_TYPES.find((type) => type === word) ?? null;

/** The type of an artifact whose file name does not tell it, as it did not before 2.3; null where the file is none. */
export function typeInside(bytes: Buffer): ArtifactType | 'first' | null {
  try {
    const { header } = JSON.parse(bytes.toString('utf8')) as { header?: { type?: unknown } };
    const word = header?.type;
    if (typeof word !== 'string') return null;
    return FIRST_TYPES.has(word) ? 'first' : modernType(word);
  } catch {
    return null;
  }
}

/** `default.card` of MLTE up to 2.2 is `card.default` since. */
export function modernIdentifier(type: ArtifactType, identifier: string): string {
  if (typeOfIdentifier(identifier) === type) return identifier;
  const ending = `.${type}`;
  const base = identifier.endsWith(ending) ? identifier.slice(0, -ending.length) : identifier;
  return prefixed(type, base === '' ? identifier : base);
}

/** The references to other artifacts in results and reports, with the types that they are of. */
const REFERENCES: readonly (readonly [readonly string[], ArtifactType])[] = [
  [['negotiation_card_id'], 'card'],
  [['test_suite_id'], 'suite'],
  [['test_results_id'], 'results'],
  [['test_results', 'test_suite_id'], 'suite'],
];
const COPIES: readonly (readonly string[])[] = [
  [],
  ['negotiation_card'],
  ['test_suite'],
  ['test_results'],
  ['test_results', 'test_suite'],
];

/** A word in a body that is another one since 2.3. */
interface OldWord {
  readonly node: number;
  readonly place: string;
  readonly now: string;
  readonly reason: string;
}

/** Types and identifiers in a body of 2.0 to 2.2, with what they are today. */
export function oldWords(json: JsonText): OldWord[] {
  const words: OldWord[] = [];
  const text = (path: readonly string[]) => {
    const node = json.find(path);
    return node !== null && json.kind(node) === 'string' ? { node, word: String(json.value(node)) } : null;
  };
  for (const copy of COPIES) {
    const path = [...copy, 'artifact_type'];
    const found = text(path);
    const now = found === null ? undefined : OLD_TYPES[found.word];
    if (found !== null && now !== undefined) {
      const reason = `'${found.word}' is '${now}' since MLTE 2.3`;
      words.push({ node: found.node, place: path.join('.'), now, reason });
    }
  }
  for (const [path, type] of REFERENCES) {
    const found = text(path);
    if (found === null || found.word === '') continue;
    const now = modernIdentifier(type, found.word);
    const reason = 'identifiers begin with their type since MLTE 2.3';
    if (now !== found.word) words.push({ node: found.node, place: path.join('.'), now, reason });
  }
  return words;
}
