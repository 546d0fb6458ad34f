import { invalid } from '@/lib/core/domain-error';
import { exactText, isNonFinite, NON_FINITE, tagged } from './exact-number';
import { type Edit, JsonText, spliceText } from './json-text';

/**
 * What a number has that a double would not give back: Python's words, an exponent, a zero at the end of a fraction or
 * seven at its front, a sign before zero, 16 digits. A text without any goes through the engine's own parser.
 */
const NEEDS_CARE = /NaN|Infinity|\d[eE]|\.\d*0(?!\d)|-0(?!\.)|0\.0{6}|[\d.]{16}/;

/** The value of a JSON text, each number as it is written. `invalid` as {@link JsonText}. */
export const exactValue = (text: string): unknown =>
  NEEDS_CARE.test(text) ? new JsonText(text).exact(0) : JSON.parse(text);

/** The value of a JSON text that the store has taken, numbers as JavaScript has them, NaN and both infinities included. */
export const plainValue = (text: string): unknown =>
  /NaN|Infinity/.test(text) ? new JsonText(text).value(0) : JSON.parse(text);

/** The member that stands for what strict JSON has no number for: `{"nonFinite": "NaN"}`. */
const NON_FINITE_MEMBER = 'nonFinite';

/** What the engine's own text shows of a value that needs care: a number with its text, or what looks like one. */
const SHOWS_CARE = /"(?:exactNumber|nonFinite)"/;

/**
 * As {@link exactText} in strict JSON: what it has no number for is `{"nonFinite": "NaN"}`. A value with nothing of the
 * kind, which most replies are, is left to the engine.
 */
export function strictText(value: unknown): string {
  const text = JSON.stringify(value) ?? 'null';
  return SHOWS_CARE.test(text)
    ? exactText(tagged(value, NON_FINITE_MEMBER, (number) => isNonFinite(number.text)))
    : text;
}

const MAY_DIFFER = /NaN|Infinity|nonFinite/;

/** A stored JSON text as strict JSON, everything else character for character; {@link ofStrictJson} gives it back. */
export function toStrictJson(text: string): string {
  if (!MAY_DIFFER.test(text)) return text;
  const json = new JsonText(text);
  const edits: Edit[] = [];
  const walk = (node: number): void => {
    const word = json.slice(node);
    const { start, end } = json.span(node);
    if (json.kind(node) === 'number' && isNonFinite(word))
      edits.push({ start, end, text: `{"${NON_FINITE_MEMBER}":"${word}"}` });
    const isAlike = soleMember(json, node) !== null;
    if (isAlike) edits.push({ start, end: start, text: `{"${NON_FINITE_MEMBER}":` });
    for (const child of json.children(node)) walk(child.node);
    if (isAlike) edits.push({ start: end, end, text: '}' });
  };
  walk(0);
  return spliceText(text, edits);
}

/**
 * Strict JSON as the store keeps it: `{"nonFinite": "NaN"}` becomes the number that Python wrote. `invalid`, naming
 * field and value, for the bare words and for any other use of that member.
 */
export function ofStrictJson(text: string, root: string): string {
  if (!MAY_DIFFER.test(text)) return text;
  const json = new JsonText(text);
  const edits: Edit[] = [];
  const walk = (node: number, path: string): void => {
    const word = json.slice(node);
    if (json.kind(node) === 'number' && isNonFinite(word))
      throw refused(path, `${word} is no JSON. Write {"${NON_FINITE_MEMBER}": "${word}"}.`, word);
    const sole = soleMember(json, node);
    if (sole === null) {
      let n = 0;
      for (const { key, node: child } of json.children(node)) walk(child, `${path}.${key ?? n++}`);
      return;
    }
    const value = json.kind(sole) === 'string' ? json.value(sole) : null;
    if (isNonFinite(value)) edits.push({ ...json.span(node), text: value });
    else {
      const inner = soleMember(json, sole);
      const at = `${path}.${NON_FINITE_MEMBER}`;
      if (inner === null)
        throw refused(at, `must be ${NON_FINITE.join(', ')}, not ${shortened(json.slice(sole))}.`, value);
      edits.push({ start: json.span(node).start, end: json.span(sole).start, text: '' });
      walk(inner, at);
      edits.push({ start: json.span(sole).end, end: json.span(node).end, text: '' });
    }
  };
  walk(0, root);
  return spliceText(text, edits);
}

/** The value of an object's only member where that is `nonFinite`. */
function soleMember(json: JsonText, node: number): number | null {
  if (json.kind(node) !== 'object') return null;
  const [first, second] = [...json.children(node)];
  return first?.key === NON_FINITE_MEMBER && second === undefined ? first.node : null;
}

const shortened = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

function refused(path: string, problem: string, value: unknown) {
  return invalid([{ path, message: `${path}: ${problem}`, value }]);
}
