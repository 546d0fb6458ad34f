/** What a graph needs to know of a step. `upstream` null: nobody said. */
export interface GraphStep {
  readonly name: string;
  readonly upstream: readonly string[] | null;
}

/** From one step to a later one, both by their place in the list. */
export type Edge = readonly [from: number, to: number];

/** Where in the list a step of this name is; the first, where several bear it. */
export function placesOf(steps: readonly Pick<GraphStep, 'name'>[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  for (const [place, { name }] of steps.entries()) if (!places.has(name)) places.set(name, place);
  return places;
}

/** Only what somebody told: an upstream name that no step bears, and a step after itself, make no edge. */
export function edgesOf(steps: readonly GraphStep[]): Edge[] {
  const places = placesOf(steps);
  return steps.flatMap(({ upstream }, to) =>
    [...new Set(upstream ?? [])].flatMap((name): Edge[] => {
      const from = places.get(name);
      return from === undefined || from === to ? [] : [[from, to]];
    }),
  );
}

/** How many steps have to come before each one at least; null when steps wait for each other. */
export function depthsOf(count: number, edges: readonly Edge[]): number[] | null {
  const after = Array.from({ length: count }, (): number[] => []);
  const waits = new Array<number>(count).fill(0);
  for (const [from, to] of edges) {
    after[from]?.push(to);
    waits[to] = (waits[to] ?? 0) + 1;
  }
  const depths = new Array<number>(count).fill(0);
  const ready = waits.flatMap((n, place) => (n === 0 ? [place] : []));
  // The list grows while it is walked.
  for (const place of ready)
    for (const next of after[place] ?? []) {
      depths[next] = Math.max(depths[next] ?? 0, (depths[place] ?? 0) + 1);
      waits[next] = (waits[next] ?? 0) - 1;
      if (waits[next] === 0) ready.push(next);
    }
  return ready.length === count ? depths : null;
}
