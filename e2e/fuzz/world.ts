import { randomUUID } from 'node:crypto';
import { ADMIN } from '../fixtures';
import { signInByForm } from '../form-session';
import { MlteApi } from '../mlte-api';
import { sampleArtifacts } from '../samples';
import { wrapped, ZenmlApi } from '../zenml-api';

/** Who asks: nobody, somebody who reads everything, a maintainer of one project, an administrator. */
export const WHO = ['nobody', 'viewer', 'maintainer', 'admin'] as const;
export type Who = (typeof WHO)[number];

/** What somebody shows at each kind of door. */
export interface Credentials {
  readonly bearer: string;
  readonly zenml: string;
  readonly cookie: string;
}

interface ListEntry {
  readonly name: string;
  readonly description: string;
  readonly parent: string | null;
}

/** The people of the fuzz on a running server. Their names are in no pool, so that nobody deletes them by guessing. */
export class World {
  readonly #url: string;
  readonly #shown = new Map<Who, Credentials>();
  /** The custom lists as they were at first. */
  readonly #lists = new Map<string, readonly ListEntry[]>();

  constructor(url: string) {
    this.#url = url;
  }

  shownBy(who: Who): Credentials | null {
    return this.#shown.get(who) ?? null;
  }

  /** Makes again what the requests so far may have ended: what addresses name, and who is signed in. */
  async restore(): Promise<void> {
    const api = await MlteApi.signIn(this.#url, ADMIN);
    const native = (method: string, path: string, body: unknown) =>
      fetch(`${this.#url}/api/v1${path}`, {
        method,
        headers: { Authorization: `Bearer ${api.token}`, 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      });
    await native('POST', '/projects', { name: 'garden' });
    await native('POST', '/users', { name: 'guest' });
    await native('POST', '/teams', { name: 'gardeners' });
    await native('POST', '/service-accounts', { name: 'robot', team: 'gardeners' });
    await native('POST', '/roles', { name: 'waterers', permissions: [] });
    await api.request('POST', '/group', { name: 'keepers', permissions: [] });
    await this.#fillLists(api);
    await this.#furnish(api);
    const people = { viewer: 'vera', maintainer: 'mia' } as const;
    for (const [role, name] of Object.entries(people)) {
      await native('POST', '/users', { name, password: ADMIN.password });
      const project = role === 'viewer' ? {} : { project: 'garden' };
      await native('POST', '/role-assignments', { role, user: name, ...project });
    }
    for (const [who, name] of Object.entries({ ...people, admin: ADMIN.name }) as [Who, string][])
      await this.#renew(who, name);
  }

  /** Gives the custom lists the entries again that the artifacts below name. A category has its attributes in another list. */
  async #fillLists(api: MlteApi): Promise<void> {
    const read = async (path: string) => (await api.request('GET', path)).body;
    if (this.#lists.size === 0)
      for (const list of (await read('/custom_lists')) as string[])
        this.#lists.set(list, (await read(`/custom_list/${list}`)) as ListEntry[]);
    const isOfAnother = ({ parent }: ListEntry): boolean => parent !== null;
    for (const second of [false, true])
      for (const [list, entries] of this.#lists) {
        const here = new Set(((await read(`/custom_list/${list}`)) as ListEntry[]).map(({ name }) => name));
        for (const entry of entries)
          if (isOfAnother(entry) === second && !here.has(entry.name))
            await api.request('POST', `/custom_list/${list}/entry`, entry);
      }
  }

  async #furnish(api: MlteApi): Promise<void> {
    for (const base of ['default', 'garden']) {
      const project = await MlteApi.signIn(this.#url, ADMIN, base);
      for (const artifact of sampleArtifacts)
        await project.writeArtifact('sorter', 'v1', artifact, { parents: true, force: true });
    }
    const zenml = await ZenmlApi.as(this.#url, api);
    const bell = wrapped('alerter', 'bell', { flavor: 'slack', slack_token: 'hush-hush' });
    await zenml.request('POST', '/components', bell);
    await zenml.request('POST', '/flavors', {
      type: 'artifact_store',
      name: 'tape',
      source: 'botanica.stores.TapeArtifactStore',
      integration: null,
    });
    await zenml.request('POST', '/stacks', { name: 'everything', components: [bell] });
    for (const name of ['monday', 'tuesday'])
      for (const project of ['default', 'garden'])
        await zenml.request('POST', '/pipeline_runs', {
          name,
          zenml_version: '0.8.1',
          git_sha: null,
          pipeline: { name: 'training', docstring: null, steps: [{ name: 'trainer', docstring: null }] },
          stack: { name: 'default', components: [] },
          runtime_configuration: { run_name: name },
          user_id: randomUUID(),
          project_name: project,
        });
    await api.request('POST', '/catalog/local/entry', {
      header: { identifier: 'rate' },
      tags: [],
      quality_attribute: '',
      code: 'def rate(): ...',
      description: 'Rates rows.',
      inputs: 'Rows',
      output: 'A rate',
    });
  }

  /** Signs in again where a session, a token or an account ended. */
  async #renew(who: Who, name: string): Promise<void> {
    const shown = this.#shown.get(who);
    if (shown !== undefined) {
      const page = await fetch(`${this.#url}/account`, {
        headers: { Cookie: shown.cookie },
        redirect: 'manual',
      });
      const door = await fetch(`${this.#url}/api/zenml/${shown.zenml}/`);
      await Promise.all([page.text(), door.text()]);
      const bearer = await fetch(`${this.#url}/api/v1/users/me`, {
        headers: { Authorization: `Bearer ${shown.bearer}` },
      });
      await bearer.text();
      if (![page.status, door.status, bearer.status].some((status) => status === 401 || status === 307))
        return;
    }
    const person = { name, password: ADMIN.password };
    const token = async (kind: string): Promise<string> => {
      const { token: text } = await MlteApi.signIn(this.#url, person);
      const made = await fetch(`${this.#url}/api/v1/tokens`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${text}`, 'Content-Type': 'application/json' },
        body: JSON.stringify({ name: 'fuzz', kind, expiresInDays: 1 }),
      });
      return ((await made.json()) as { token: string }).token;
    };
    this.#shown.set(who, {
      bearer: await token('api'),
      zenml: await token('zenml'),
      cookie: await signInByForm(this.#url, person),
    });
  }
}
