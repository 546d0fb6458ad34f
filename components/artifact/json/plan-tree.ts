import { isNumber } from '@/lib/json/exact-number';

/** Nodes that one tree may draw; about 500 kB of HTML. */
const NODES_MAX = 3000;
const CHILDREN_MAX = 200;
/** The store refuses deeper bodies; anything deeper is not drawn. */
const DEPTH_MAX = 64;

export interface TreePlan {
  readonly openDepth: number;
  /** How many of its children each list and object shows. */
  readonly shown: ReadonlyMap<object, number>;
}

/** Shares the nodes out level by level, so that a huge first child does not hide its neighbours. */
export function planTree(root: object, openDepth: number): TreePlan {
  const shown = new Map<object, number>();
  let left = NODES_MAX;
  let level: object[] = [root];
  for (let depth = 0; depth < DEPTH_MAX && level.length > 0 && left > 0; depth += 1) {
    const next: object[] = [];
    for (const node of level) {
      const children: unknown[] = Array.isArray(node) ? node : Object.values(node);
      const count = Math.min(children.length, CHILDREN_MAX, left);
      shown.set(node, count);
      left -= count;
      for (const child of children.slice(0, count))
        if (typeof child === 'object' && child !== null && !isNumber(child)) next.push(child);
    }
    level = next;
  }
  return { openDepth, shown };
}
