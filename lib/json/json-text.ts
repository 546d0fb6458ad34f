import { type ExactNumber, numberOf } from './exact-number';
import { JSON_KINDS, type JsonKind, type JsonNodes, scanJson } from './json-scan';

/** Where a value stands in its text: `[start, end)` in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Replacement of a span by text; an empty span inserts. */
export interface Edit extends Span {
  readonly text: string;
}

/** JSON text that has been read once: finds where values stand, and gives them exactly as they were written. */
export class JsonText {
  readonly text: string;
  private readonly nodes: JsonNodes;

  /** Throws `invalid` as {@link scanJson} does. */
  constructor(text: string) {
    this.text = text;
    this.nodes = scanJson(text);
  }

  /** The value at a path of member names and item numbers, as a number to ask the other methods with; null when absent. */
  find(path: readonly (string | number)[], from = 0): number | null {
    let at = from;
    for (const step of path) {
      const child = typeof step === 'string' ? this.member(at, step) : this.item(at, step);
      if (child === null) return null;
      at = child;
    }
    return at;
  }

  kind(node: number): JsonKind {
    return JSON_KINDS[this.nodes.kinds[node] ?? 0] ?? 'null';
  }

  span(node: number): Span {
    return { start: this.nodes.starts[node] ?? 0, end: this.nodes.ends[node] ?? 0 };
  }

  /** The value's text, character for character. */
  slice(node: number): string {
    const { start, end } = this.span(node);
    return this.text.slice(start, end);
  }

  /** The value parsed, numbers as JavaScript has them. A member named `__proto__` becomes an own property and nothing else. */
  value(node: number): unknown {
    const text = this.slice(node);
    return /NaN|Infinity/.test(text) ? this.built(node, Number) : JSON.parse(text);
  }

  /** The value parsed, each number as it is written. */
  exact(node: number): unknown {
    return this.built(node, numberOf);
  }

  /** Recursion is safe: the scan bounds the depth. Objects have no prototype. */
  private built(node: number, ofNumber: (text: string) => number | ExactNumber): unknown {
    const kind = this.kind(node);
    if (kind === 'number') return ofNumber(this.slice(node));
    if (kind === 'array') return [...this.children(node)].map((child) => this.built(child.node, ofNumber));
    if (kind !== 'object') return JSON.parse(this.slice(node));
    const object: Record<string, unknown> = Object.create(null);
    for (const { key, node: child } of this.children(node)) object[key ?? ''] = this.built(child, ofNumber);
    return object;
  }

  /** Members of an object (with their names) or items of an array, in their order; none for anything else. */
  *children(node: number): Generator<{ readonly key: string | null; readonly node: number }> {
    const { kinds, nexts, keys } = this.nodes;
    if ((kinds[node] ?? 2) > 1) return;
    const end = nexts[node] ?? 0;
    for (let child = node + 1; child < end; child = nexts[child] ?? end)
      yield { key: keys.get(child) ?? null, node: child };
  }

  /** The edit that gives an object one more member, at its end. */
  adding(node: number, members: readonly (readonly [key: string, json: string])[]): Edit {
    const at = this.span(node).end - 1;
    const texts = members.map(([key, json]) => `${JSON.stringify(key)}: ${json}`).join(', ');
    const empty = (this.nodes.nexts[node] ?? 0) === node + 1;
    // Before the white space that precedes the closing brace, so that laid-out text stays laid out.
    let place = at;
    while (!empty && /\s/.test(this.text[place - 1] ?? '')) place -= 1;
    return { start: place, end: place, text: empty ? texts : `, ${texts}` };
  }

  private member(node: number, key: string): number | null {
    if (this.kind(node) !== 'object') return null;
    for (const child of this.children(node)) if (child.key === key) return child.node;
    return null;
  }

  private item(node: number, index: number): number | null {
    if (this.kind(node) !== 'array') return null;
    let n = 0;
    for (const child of this.children(node)) {
      if (n === index) return child.node;
      n += 1;
    }
    return null;
  }
}

/** The text with edits made; they must not overlap. Everything else stays character for character. */
export function spliceText(text: string, edits: readonly Edit[]): string {
  if (edits.length === 0) return text;
  const sorted = [...edits].sort((a, b) => a.start - b.start);
  const parts: string[] = [];
  let at = 0;
  for (const edit of sorted) {
    parts.push(text.slice(at, edit.start), edit.text);
    at = edit.end;
  }
  parts.push(text.slice(at));
  return parts.join('');
}
