import { expect } from './fixtures';
import type { MlteApi } from './mlte-api';

/** Writes by the native API, as the administrator; fails where it is refused. */
export const native = (url: string, api: MlteApi) => async (method: string, path: string, body?: unknown) => {
  const reply = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: { Authorization: `Bearer ${api.token}`, 'Content-Type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  expect(reply.ok, `${method} ${path}: ${await reply.clone().text()}`).toBe(true);
};
