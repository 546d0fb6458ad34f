import { JsonText } from '@/lib/json/json-text';

/** Whether two bodies say the same, however they are laid out: members in any order, numbers by their exact digits. */
export function sameBody(stored: string, incoming: string): boolean {
  return stored === incoming || same(new JsonText(stored), 0, new JsonText(incoming), 0);
}

/** Recursion is safe: nothing that is stored nests deeper than 64. */
function same(a: JsonText, at: number, b: JsonText, bt: number): boolean {
  const kind = a.kind(at);
  if (kind !== b.kind(bt)) return false;
  if (kind === 'array') return sameItems(a, at, b, bt);
  if (kind === 'object') return sameMembers(a, at, b, bt);
  return a.slice(at) === b.slice(bt) || (kind === 'string' && a.value(at) === b.value(bt));
}

function sameItems(a: JsonText, at: number, b: JsonText, bt: number): boolean {
  const [left, right] = [[...a.children(at)], [...b.children(bt)]];
  return left.length === right.length && left.every(({ node }, n) => same(a, node, b, right[n]?.node ?? 0));
}

function sameMembers(a: JsonText, at: number, b: JsonText, bt: number): boolean {
  const right = new Map([...b.children(bt)].map(({ key, node }) => [key, node]));
  for (const { key, node } of a.children(at)) {
    const other = right.get(key);
    if (other === undefined || !same(a, node, b, other)) return false;
    right.delete(key);
  }
  return right.size === 0;
}
