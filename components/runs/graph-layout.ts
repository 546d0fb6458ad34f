import { depthsOf, type Edge, edgesOf, type GraphStep } from './graph-edges';
import { evenly } from './spread';

/** More steps than this stand in a timeline; more pieces of edges than this nobody could follow. */
export const GRAPH_STEPS_MAX = 500;
const PIECES_MAX = 5_000;

/** Pixels. */
const HEIGHT = 28;
const BETWEEN_ROWS = 12;
const BETWEEN_COLUMNS = 32;
/** An edge that passes a column needs less room than a step. */
const LANE = 10;
/** Odd: the last one goes forward, as people read. */
const SWEEPS = 9;

export interface PlacedStep {
  readonly place: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where the steps of a run stand and how their edges run, in pixels. */
export interface GraphLayout {
  readonly width: number;
  readonly height: number;
  readonly columns: number;
  readonly steps: readonly PlacedStep[];
  /** SVG path data, one for each edge. */
  readonly paths: readonly string[];
}

/** A step or, where `place` is null, a point at which an edge passes a column. */
interface Node {
  readonly place: number | null;
  readonly column: number;
  readonly before: Node[];
  readonly after: Node[];
  /** Middle of its height. */
  y: number;
}

/**
 * Columns from left to right, each step right of all that it waits for, edges drawn with few crossings. Null where
 * there is nothing to draw (no upstream step is known), or too much, or steps wait for each other.
 */
export function layoutGraph(
  steps: readonly GraphStep[],
  widthOf: (place: number) => number,
): GraphLayout | null {
  if (steps.length > GRAPH_STEPS_MAX) return null;
  const edges = edgesOf(steps);
  const depths = edges.length === 0 ? null : depthsOf(steps.length, edges);
  if (depths === null) return null;
  drawSourcesNear(depths, edges);
  const pieces = edges.reduce((sum, [from, to]) => sum + (depths[to] ?? 0) - (depths[from] ?? 0), 0);
  if (pieces > PIECES_MAX) return null;
  const { columns, chains } = nodesOf(depths, edges);
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) order(columns, sweep % 2 === 0);
  place(columns);
  return drawn(columns, chains, widthOf);
}

/** A step that waits for nothing stands beside the first that waits for it, not at the far left. */
function drawSourcesNear(depths: number[], edges: readonly Edge[]): void {
  const waiting = new Set(edges.map(([, to]) => to));
  const nearest = new Map<number, number>();
  for (const [from, to] of edges)
    if (!waiting.has(from)) nearest.set(from, Math.min(nearest.get(from) ?? Infinity, (depths[to] ?? 0) - 1));
  for (const [from, depth] of nearest) depths[from] = depth;
}

function nodesOf(depths: readonly number[], edges: readonly Edge[]) {
  const columns: Node[][] = Array.from({ length: Math.max(...depths) + 1 }, () => []);
  const make = (place: number | null, column: number): Node => {
    const node: Node = { place, column, before: [], after: [], y: 0 };
    columns[column]?.push(node);
    return node;
  };
  const nodes = depths.map((depth, place) => make(place, depth));
  const chains = edges.flatMap(([from, to]) => {
    const [first, last] = [nodes[from], nodes[to]];
    if (first === undefined || last === undefined) return [];
    const chain = [first];
    for (let column = first.column + 1; column < last.column; column += 1) chain.push(make(null, column));
    chain.push(last);
    for (const [n, node] of chain.entries()) {
      const next = chain[n + 1];
      if (next === undefined) continue;
      node.after.push(next);
      next.before.push(node);
    }
    return [chain];
  });
  return { columns, chains };
}

/** Orders each column by where its neighbours in the column just ordered stand; ties stay as they are. */
function order(columns: readonly Node[][], isForward: boolean): void {
  const walk = isForward ? columns : [...columns].reverse();
  for (const column of walk) {
    const wished = new Map(
      column.map((node, n) => {
        const known = isForward ? node.before : node.after;
        return [node, known.length === 0 ? n : mean(known.map(({ y }) => y))] as const;
      }),
    );
    column.sort((a, b) => (wished.get(a) ?? 0) - (wished.get(b) ?? 0));
    for (const [n, node] of column.entries()) node.y = n;
  }
}

/** Pixels. A column taller than this is scrolled through, and then all begin at the top. */
export const GRAPH_HEIGHT_MAX = 480;

/** Puts each node as near to the middle of its neighbours as those beside it in the column leave room. */
function place(columns: readonly Node[][]): void {
  const gaps = columns.map((column) =>
    column
      .slice(1)
      .map((node, n) => room(column[n]) / 2 + room(node) / 2 + (isLane(node) ? 0 : BETWEEN_ROWS)),
  );
  for (const [at, column] of columns.entries()) {
    let y = 0;
    for (const [n, node] of column.entries()) {
      if (n > 0) y += gaps[at]?.[n - 1] ?? 0;
      node.y = y;
    }
  }
  const tallest = Math.max(...columns.map((column) => (column.at(-1)?.y ?? 0) + HEIGHT));
  if (tallest > GRAPH_HEIGHT_MAX) return;
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    const walk = [...columns.entries()];
    if (sweep % 2 === 1) walk.reverse();
    for (const [at, column] of walk) {
      const wished = column.map((node) => {
        const known =
          sweep < 2 ? (sweep % 2 === 0 ? node.before : node.after) : [...node.before, ...node.after];
        return known.length === 0 ? node.y : mean(known.map(({ y }) => y));
      });
      const placed = evenly(wished, gaps[at] ?? []);
      for (const [n, node] of column.entries()) node.y = placed[n] ?? node.y;
    }
  }
}

const isLane = (node: Node | undefined): boolean => node?.place === null;
const room = (node: Node | undefined): number => (isLane(node) ? LANE : HEIGHT);
const mean = (numbers: readonly number[]): number => numbers.reduce((sum, n) => sum + n, 0) / numbers.length;

function drawn(
  columns: readonly Node[][],
  chains: readonly (readonly Node[])[],
  widthOf: (place: number) => number,
): GraphLayout {
  const tops = columns.flat().map((node) => node.y - room(node) / 2);
  const top = Math.min(...tops);
  let x = 0;
  const spans = columns.map((column) => {
    const width = Math.max(LANE, ...column.map(({ place }) => (place === null ? 0 : widthOf(place))));
    const span = { left: x, right: x + width };
    x += width + BETWEEN_COLUMNS;
    return span;
  });
  const middle = (node: Node): number => Math.round(node.y - top);
  const left = ({ column }: Node): number => spans[column]?.left ?? 0;
  const right = (node: Node): number =>
    node.place === null ? (spans[node.column]?.right ?? 0) : left(node) + widthOf(node.place);
  const steps = columns.flat().flatMap((node) =>
    node.place === null
      ? []
      : [
          {
            place: node.place,
            x: left(node),
            y: middle(node) - HEIGHT / 2,
            width: widthOf(node.place),
            height: HEIGHT,
          },
        ],
  );
  const bottoms = columns.flat().map((node) => middle(node) + room(node) / 2);
  return {
    width: x - BETWEEN_COLUMNS,
    height: Math.max(...bottoms),
    columns: columns.length,
    steps: steps.sort((a, b) => a.place - b.place),
    paths: chains.map((chain) => pathOf(chain, { left, right, middle })),
  };
}

interface Measures {
  readonly left: (node: Node) => number;
  readonly right: (node: Node) => number;
  readonly middle: (node: Node) => number;
}

/** From the right side of the first to the left side of the last, straight through the columns in between. */
function pathOf(chain: readonly Node[], { left, right, middle }: Measures): string {
  return chain
    .slice(1)
    .map((node, n) => {
      const from = chain[n] ?? node;
      const x1 = right(from);
      const y1 = middle(from);
      const x2 = left(node);
      const y2 = middle(node);
      const start = n === 0 ? `M${x1} ${y1}` : `H${x1}`;
      if (y1 === y2) return `${start}H${x2}`;
      // The bend lies in the gap before the column, also behind a step narrower than its own.
      const bend = x2 - BETWEEN_COLUMNS / 2;
      const level = x2 - BETWEEN_COLUMNS;
      return `${start}${x1 < level ? `H${level}` : ''}C${bend} ${y1} ${bend} ${y2} ${x2} ${y2}`;
    })
    .join('');
}
