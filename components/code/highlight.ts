import python from 'highlight.js/lib/languages/python';
import { createLowlight } from 'lowlight';

/** What a piece of code is, as far as it is set apart. */
export type PieceKind = 'word' | 'text' | 'number' | 'name' | 'remark' | 'mark';

export interface Piece {
  readonly text: string;
  readonly kind: PieceKind | null;
}

/** More than this is shown plain: 40,000 characters take 60 ms, of the kind made to hurt 250 ms. */
const CHARACTERS_MAX = 40_000;

const KINDS: Readonly<Record<string, PieceKind | null>> = {
  'hljs-keyword': 'word',
  'hljs-literal': 'number',
  'hljs-number': 'number',
  'hljs-string': 'text',
  'hljs-comment': 'remark',
  'hljs-title': 'name',
  'hljs-meta': 'mark',
  // What stands inside a string's braces is code again.
  'hljs-subst': null,
};

const lowlight = createLowlight({ python });

type Node = ReturnType<typeof lowlight.highlight>['children'][number];

/** Python in lines of pieces. Joined, they are the code, character for character but for its line ends. */
export function highlightPython(code: string): Piece[][] {
  const text = code.replaceAll(/\r\n?/g, '\n');
  const lines: Piece[][] = [[]];
  if (text.length > CHARACTERS_MAX) append(lines, text, null);
  else for (const node of lowlight.highlight('python', text).children) visit(node, null, lines);
  // A line end at the end ends the last line and begins none.
  if (lines.length > 1 && lines.at(-1)?.length === 0) lines.pop();
  return lines;
}

function visit(node: Node, kind: PieceKind | null, lines: Piece[][]): void {
  if (node.type === 'text') append(lines, node.value, kind);
  if (node.type !== 'element') return;
  const { className } = node.properties;
  const own = Array.isArray(className) ? className.map(String).find((name) => name in KINDS) : undefined;
  const inner = own === undefined ? kind : (KINDS[own] ?? null);
  for (const child of node.children) visit(child, inner, lines);
}

function append(lines: Piece[][], text: string, kind: PieceKind | null): void {
  for (const [n, part] of text.split('\n').entries()) {
    if (n > 0) lines.push([]);
    const line = lines[lines.length - 1];
    const last = line?.at(-1);
    if (part === '' || line === undefined) continue;
    if (last?.kind === kind) line[line.length - 1] = { text: last.text + part, kind };
    else line.push({ text: part, kind });
  }
}
