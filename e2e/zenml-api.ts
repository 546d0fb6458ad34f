import { randomUUID } from 'node:crypto';
import type { MlteApi } from './mlte-api';

/** A component as ZenML clients wrap it: its configuration is YAML, of which JSON is a part. */
export function wrapped(
  type: string,
  name: string,
  { flavor = 'local', ...fields }: Record<string, string> = {},
) {
  const uuid = randomUUID();
  const config = Buffer.from(JSON.stringify({ name, uuid, ...fields })).toString('base64');
  return { type, flavor, name, uuid, config };
}

type Wrapped = ReturnType<typeof wrapped>;

/** The ZenML door for fixtures: what the Python client sends, with the replies as they come. */
export class ZenmlApi {
  /** Of the door, with the token in it. */
  readonly address: string;

  private constructor(address: string) {
    this.address = address;
  }

  /** As who signed in to the other door, with a token of the kind that this one takes. */
  static async as(url: string, { token }: Pick<MlteApi, 'token'>): Promise<ZenmlApi> {
    const made = await fetch(`${url}/api/v1/tokens`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ name: 'client', kind: 'zenml', expiresInDays: 1 }),
    });
    if (!made.ok) throw new Error(`a token: ${made.status} ${await made.text()}`);
    return new ZenmlApi(`${url}/api/zenml/${((await made.json()) as { token: string }).token}`);
  }

  /** The reply's status and parsed body, whatever the status. */
  async request(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }> {
    // Bytes: of a text, fetch would say what it is, which the client does not.
    const sent = body === undefined ? {} : { body: new TextEncoder().encode(JSON.stringify(body)) };
    const response = await fetch(`${this.address}${path}`, { method, ...sent });
    return { status: response.status, body: await response.json() };
  }

  async #sent(method: string, path: string, body?: unknown): Promise<unknown> {
    const reply = await this.request(method, path, body);
    if (reply.status !== 200)
      throw new Error(`${method} ${path}: ${reply.status} ${JSON.stringify(reply.body)}`);
    return reply.body;
  }

  registerComponent(component: Wrapped): Promise<unknown> {
    return this.#sent('POST', '/components', component);
  }

  registerStack(name: string, components: readonly Wrapped[]): Promise<unknown> {
    return this.#sent('POST', '/stacks', { name, components });
  }

  /** Registers a run on a stack as it is now; without a project in `default`. */
  async registerRun(run: {
    readonly name: string;
    readonly pipeline: string;
    readonly stack: string;
    readonly project?: string;
  }): Promise<void> {
    await this.#sent('POST', '/pipeline_runs', {
      name: run.name,
      zenml_version: '0.8.1',
      git_sha: null,
      pipeline: { name: run.pipeline, docstring: null, steps: [{ name: 'trainer', docstring: null }] },
      stack: await this.#sent('GET', `/stacks/${encodeURIComponent(run.stack)}`),
      runtime_configuration: { run_name: run.name },
      user_id: randomUUID(),
      project_name: run.project ?? null,
    });
  }
}
