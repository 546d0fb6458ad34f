import type { Opened } from '@/db/client';
import { newId } from '@/lib/core/id';
import { createToken } from '@/lib/credentials/create-token';
import { encodeConfiguration, writeConfiguration } from '@/lib/stacks/configurations/configuration';
import { apiOver } from './api';
import { makeUser, unique } from './world';

/** Somebody new with a token of kind `zenml`; `ask` sends as the client does: Python's JSON without a Content-Type. */
export async function makeZenmlClient(
  opened: Opened,
  held: Parameters<typeof makeUser>[1] = { role: 'admin' },
  name = unique('user'),
) {
  const { send } = apiOver(opened);
  const user = await makeUser(opened, held, name);
  const { token } = await createToken(user.ctx(), { name: 'client', kind: 'zenml', expiresInDays: 1 });
  return {
    user,
    token,
    send,
    ask: (method: string, path: string, body?: unknown) =>
      send(null, method, `/api/zenml/${token}${path}`, {
        headers: { 'Content-Type': '' },
        ...(body === undefined ? {} : { body }),
      }),
  };
}

/** A component as ZenML clients wrap it. */
export function wrappedComponent(
  type: string,
  fields: Record<string, string> = {},
  name = unique(type),
  uuid = newId(),
) {
  const config = encodeConfiguration(writeConfiguration({ name, uuid, ...fields }));
  return { type, flavor: 'local', name, uuid, config };
}

/** A client, and the native API as the same person. */
export async function makeBoth(opened: Opened, held: Parameters<typeof makeUser>[1] = { role: 'admin' }) {
  const client = await makeZenmlClient(opened, held);
  const native = (method: string, path: string, body?: unknown) =>
    client.send(client.user, method, `/api/v1${path}`, body === undefined ? {} : { body });
  return { ...client, native };
}

/** A run as ZenML clients wrap it. */
export const wrappedRun = (over: Record<string, unknown> = {}) => ({
  name: unique('run'),
  zenml_version: '0.8.1',
  git_sha: null,
  pipeline: { name: unique('pipeline'), docstring: null, steps: [{ name: 'step', docstring: null }] },
  stack: { name: 'default', components: [wrappedComponent('orchestrator')] },
  runtime_configuration: {},
  user_id: newId(),
  project_name: null as string | null,
  ...over,
});
