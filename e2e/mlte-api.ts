/** The MLTE door for fixtures: what the Python client sends, with the replies as they come. */
export class MlteApi {
  readonly #base: string;
  /** What the door handed out, for requests beyond these methods. */
  readonly token: string;

  private constructor(base: string, token: string) {
    this.#base = base;
    this.token = token;
  }

  static async signIn(
    url: string,
    { name, password }: { name: string; password: string },
    project: string | null = null,
  ): Promise<MlteApi> {
    const base = project === null ? url : `${url}/p/${encodeURIComponent(project)}`;
    const response = await fetch(`${base}/api/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'password', username: name, password }),
    });
    if (!response.ok) throw new Error(`signing in as ${name}: ${response.status} ${await response.text()}`);
    const { access_token } = (await response.json()) as { access_token: string };
    return new MlteApi(base, access_token);
  }

  /** The reply's status and parsed body, whatever the status. */
  async request(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }> {
    const response = await fetch(`${this.#base}/api${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${this.token}`,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: await response.json() };
  }

  async #sent(method: string, path: string, body?: unknown): Promise<unknown> {
    const reply = await this.request(method, path, body);
    if (reply.status !== 200)
      throw new Error(`${method} ${path}: ${reply.status} ${JSON.stringify(reply.body)}`);
    return reply.body;
  }

  createModel(model: string): Promise<unknown> {
    return this.#sent('POST', '/model', { identifier: model, versions: [] });
  }

  createVersion(model: string, version: string): Promise<unknown> {
    return this.#sent('POST', `/model/${segment(model)}/version`, { identifier: version });
  }

  async writeArtifact(
    model: string,
    version: string,
    artifact: unknown,
    { force = false, parents = false } = {},
  ): Promise<{ artifact: { header: { identifier: string } } }> {
    const path = `/model/${segment(model)}/version/${segment(version)}/artifact`;
    const written = await this.#sent('POST', path, { artifact, force, parents });
    return written as { artifact: { header: { identifier: string } } };
  }

  readArtifact(model: string, version: string, id: string): Promise<unknown> {
    return this.#sent('GET', `/model/${segment(model)}/version/${segment(version)}/artifact/${segment(id)}`);
  }
}

const segment = (name: string): string => encodeURIComponent(name.replaceAll('/', '---'));
