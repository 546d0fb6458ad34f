import { isDomainError } from '@/lib/core/domain-error';
import { JsonText } from './json-text';

/** What was typed as JSON text, or the sentence why it is neither text nor JSON. */
export type TypedJson =
  | { readonly ok: true; readonly json: string }
  | { readonly ok: false; readonly why: string };

const good = (json: string): TypedJson => ({ ok: true, json });

/**
 * A value as people type it: JSON where it reads as JSON (numbers keep their digits), any other text as text. What
 * begins like a list, an object or a quoted text must be one.
 */
export function jsonOfTyped(typed: string): TypedJson {
  const text = typed.trim();
  const problem = problemOf(text);
  if (problem === null) return good(text);
  if (/^[[{"]/.test(text))
    return { ok: false, why: `${problem} A text that begins like JSON goes into double quotes.` };
  return good(JSON.stringify(text));
}

/** As {@link jsonOfTyped} the other way: quotes only around a text that would not come back as it is. */
export function typedOfJson(json: string): string {
  if (!json.startsWith('"')) return json;
  const text = JSON.parse(json) as string;
  if (text !== text.trim() || /[\r\n]/.test(text)) return json;
  const back = jsonOfTyped(text);
  return back.ok && text !== '' && back.json === JSON.stringify(text) ? text : json;
}

/** A list as people type it: one value a line, or one JSON list. Empty lines count for nothing. */
export function listOfTyped(typed: string): TypedJson {
  const text = typed.trim();
  if (text.startsWith('[')) {
    const problem = problemOf(text);
    return problem === null ? good(text) : { ok: false, why: problem };
  }
  const items: string[] = [];
  for (const [n, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const item = jsonOfTyped(line);
    if (!item.ok) return { ok: false, why: `Line ${n + 1}: ${item.why}` };
    items.push(item.json);
  }
  return good(`[${items.join(', ')}]`);
}

/** A stored list as {@link listOfTyped} takes it: one value a line where none is a list or an object itself. */
export function typedOfList(json: string): string {
  const list = new JsonText(json);
  const items = [...list.children(0)].map(({ node }) => node);
  const isFlat = items.every((node) => !['array', 'object'].includes(list.kind(node)));
  if (isFlat) return items.map((node) => typedOfJson(list.slice(node))).join('\n');
  return `[\n${items.map((node) => `  ${list.slice(node)}`).join(',\n')}\n]`;
}

/** Why the text is no JSON that the store takes; null when it is. */
function problemOf(text: string): string | null {
  try {
    new JsonText(text);
    return null;
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return error.message;
  }
}
