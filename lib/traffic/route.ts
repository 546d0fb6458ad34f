import type { ROUTE_KINDS } from '@/db/schema';

export type RouteKind = (typeof ROUTE_KINDS)[number];

/** What answers a request, as it is declared: never the path that was asked for, of which there is no end. */
export interface Route {
  readonly kind: RouteKind;
  readonly method: string;
  /** With the names of its parameters in braces: `/projects/{project}/runs`. */
  readonly path: string;
}

/** Answers that are being given, by their response: the gate's own, whoever writes it. */
const named = new WeakMap<object, Route>();

/** Says which route answers; where nobody does, the request is not counted. */
export function nameRoute(response: object, route: Route): void {
  named.set(response, route);
}

/** The route that answers, or null: a file, a refusal of the gate, or an address that is none. */
export const routeOf = (response: object): Route | null => named.get(response) ?? null;
