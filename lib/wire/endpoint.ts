import type { z } from 'zod';
import type { Ctx } from '@/lib/core/ctx';
import type { RequestContext } from '@/lib/core/request-context';
import type { Runtime } from '@/lib/core/runtime';
import type { Operation, PermissionType } from '@/lib/permissions/decide';
import type { ClientName } from '@/lib/traffic/client-name';
import type { Furnished } from '@/lib/writes/example';

/**
 * Who may call: anybody, whoever signed in, or holders of a permission. The verb decides; this is what the table
 * publishes and what the permission matrix test holds the verb to.
 */
export type Access =
  | 'public'
  | 'signed-in'
  | { readonly operation: Operation; readonly type: PermissionType; readonly on: 'project' | 'store' };

/** One request, as an endpoint sees it. */
export interface Call<Body = unknown, Query = unknown> {
  readonly ctx: Ctx;
  readonly requestContext: RequestContext;
  readonly request: Request;
  /** The server's address as people see it, without a trailing slash. */
  readonly url: string;
  /** Name of the project that the address means. */
  readonly project: string;
  /** Decoded once. Every `{name}` of the endpoint's path is there. */
  readonly param: (name: string) => string;
  readonly query: Query;
  readonly body: Body;
  /** The body as it was sent, for endpoints that keep its characters; empty for those without a body. */
  readonly text: string;
  /** Tells what the client says of itself in its body: its release, which its User-Agent does not name. */
  readonly tellClient: (client: ClientName) => void;
  /** What answers, for who tells of that. */
  readonly server: Pick<Runtime, 'env' | 'database'>;
}

/** An endpoint, declared once: routers, documents and tests are made from it. */
export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the door's base: `/model/{model}`. */
  readonly path: string;
  readonly summary: string;
  readonly access: Access;
  /** Without credentials the verb is asked too, and its `conflict` is told; anything else is a plain 401. */
  readonly anonymous?: true;
  /** Status of success; 200 unless said. */
  readonly status?: 200 | 201 | 204;
  readonly body?: z.ZodType;
  /** A body that is taken, for the tests that are made from the tables; it may be asked for more than once. */
  readonly example?: (at: Furnished) => unknown;
  /** The handler reads `text` itself; the schema of the body is only published. */
  readonly takesText?: true;
  readonly query?: z.ZodType;
  /** Shape of the reply; absent where there is none. */
  readonly reply?: z.ZodType;
  /** What the reply says; a Response is passed on as it is. */
  readonly handle: (call: Call) => Promise<unknown>;
}

/** A body comes with an example of it. */
type WithExample<Body extends z.ZodType> =
  | { readonly body?: never; readonly example?: never }
  | { readonly body: Body; readonly example: (at: Furnished) => z.input<Body> | Promise<z.input<Body>> };

type Declared<Body extends z.ZodType, Query extends z.ZodType> = Omit<
  Endpoint,
  'body' | 'example' | 'query' | 'handle'
> &
  WithExample<Body> & {
    readonly query?: Query;
    readonly handle: (call: Call<z.output<Body>, z.output<Query>>) => Promise<unknown>;
  };

/** Declares an endpoint: inside `handle`, body and query have the types of their schemas. */
export function endpoint<Body extends z.ZodType, Query extends z.ZodType>(
  declared: Declared<Body, Query>,
): Endpoint {
  return declared as Endpoint;
}
