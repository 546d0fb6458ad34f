import { randomBytes } from 'node:crypto';
import type { Opened } from '@/db/client';
import { type Env, readEnv } from '@/lib/core/env';
import type { Runtime } from '@/lib/core/runtime';
import { issueClientToken } from '@/lib/credentials/client-token';
import { createApi } from '@/lib/wire/api/app';
import { testKeys } from './world';

/** Somebody who may be named as the sender of a request. */
export interface Sender {
  readonly id: string;
  readonly name: string;
}

export interface ApiReply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The reply parsed as JSON. Throws when it is none. */
  readonly json: () => unknown;
}

interface Options {
  /** Sends this value as JSON, or this text as it is. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The doors over a test database, asked with real Requests; `settings` as the environment would have them. */
export function apiOver(opened: Opened, settings: Partial<Record<keyof Env, string>> = {}) {
  // Limits count per client: each caller of this is one of its own.
  const address = `10.${[...randomBytes(3)].join('.')}`;
  const runtime: Runtime = {
    env: readEnv({ ASSAY_TRUSTED_PROXIES: '1', ...settings }),
    keys: testKeys,
    database: opened,
    url: settings.ASSAY_URL ?? 'http://localhost',
  };
  const api = createApi(() => runtime);
  return {
    api,
    runtime,
    /** `who` null: without credentials. */
    async send(who: Sender | null, method: string, path: string, options: Options = {}): Promise<ApiReply> {
      const { body } = options;
      const headers = new Headers({
        'X-Forwarded-For': address,
        ...(who === null ? {} : { Authorization: `Bearer ${bearerOf(opened, who)}` }),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...options.headers,
      });
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      const request = new Request(`http://localhost${path}`, {
        method,
        headers,
        ...(body === undefined ? {} : { body: text }),
      });
      const response = await api.fetch(request);
      const reply = await response.text();
      return {
        status: response.status,
        headers: response.headers,
        text: reply,
        json: () => JSON.parse(reply) as unknown,
      };
    },
  };
}

/** A client token as the sender would have got for their password. */
export function bearerOf(opened: Opened, { id, name }: Sender): string {
  const requestContext = {
    db: opened.db,
    keys: testKeys,
    now: new Date(),
    address: '192.0.2.1',
    requestId: null,
    userAgent: null,
    passwordless: new Set<string>(),
  };
  return issueClientToken(requestContext, { userId: id, name, credentialEpoch: 0 }).token;
}
