import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { onMachine } from '../../.ci/browser';
import { run } from '../../.ci/processes';
import { type AssayProcess, startAssay } from '../assay-process';
import { signInByForm } from '../form-session';
import { MlteApi } from '../mlte-api';
import { sampleArtifacts } from '../samples';
import { wrapped, ZenmlApi } from '../zenml-api';
import { after, type Listed, nameOf } from './pages';
import { type Bookmark, OWNER, RECORDING, type Recording, ROWS } from './recording';
import { keepRows } from './rows';

/*
 * `npm run build && tsx e2e/earlier-build/record.ts` writes anew what e2e/earlier-build.spec.ts opens. It asks the built
 * server by its doors alone, so that it can record any build. A recording is replaced when what is stored has changed on
 * purpose and no store of the old sort is left to open; until then it stays, however old.
 */

const AHEAD = path.resolve('e2e', 'earlier-build', 'later-clock.mjs');
const SECRET = 'hush-hush-of-the-earlier-build';
/** More than a page of the dashboard holds. */
const MODELS = 51;

class Recorder {
  readonly #assay: AssayProcess;
  readonly #context: BrowserContext;
  readonly #mlte: MlteApi;
  readonly #zenml: ZenmlApi;
  readonly #cookie: string;

  private constructor(
    assay: AssayProcess,
    {
      context,
      mlte,
      zenml,
      cookie,
    }: { context: BrowserContext; mlte: MlteApi; zenml: ZenmlApi; cookie: string },
  ) {
    this.#assay = assay;
    this.#context = context;
    this.#mlte = mlte;
    this.#zenml = zenml;
    this.#cookie = cookie;
  }

  static async at(assay: AssayProcess, context: BrowserContext): Promise<Recorder> {
    const cookie = await signInByForm(assay.url, OWNER);
    await context.addCookies(
      cookie.split('; ').map((pair) => {
        const [name = '', ...value] = pair.split('=');
        return { name, value: value.join('='), url: assay.url };
      }),
    );
    const mlte = await MlteApi.signIn(assay.url, OWNER);
    return new Recorder(assay, { context, mlte, zenml: await ZenmlApi.as(assay.url, mlte), cookie });
  }

  /** Fills the store, and gives names away that something else bore. */
  async fill(): Promise<void> {
    await this.#native('POST', '/projects', { name: 'vision', description: 'Parcels' });
    await this.#native('POST', '/users', { name: 'grace', password: 'another-long-password-7' });
    await this.#native('POST', '/users', { name: 'mary', fullName: 'Mary' });
    await this.#native('POST', '/teams', { name: 'night shift' });
    await this.#native('POST', '/teams', { name: 'day shift' });
    await this.#native('PUT', '/teams/night%20shift/members/grace');
    const permissions = [{ operation: 'model', type: 'read' }];
    await this.#native('POST', '/roles', { name: 'reader of models', permissions });
    await this.#native('POST', '/role-assignments', {
      role: 'reader of models',
      team: 'night shift',
      project: 'vision',
    });
    await this.#native('POST', '/role-assignments', { role: 'viewer', user: 'mary' });
    for (let n = 0; n < MODELS; n += 1)
      await this.#native('POST', '/projects/vision/models', { name: `model ${String(n).padStart(2, '0')}` });

    for (const artifact of sampleArtifacts)
      await this.#mlte.writeArtifact('sorter', 'v1', artifact, { parents: true });
    await this.#mlte.writeArtifact('sorter', 'v1', sampleArtifacts[0], { force: true });
    await this.#mlte.createVersion('sorter', 'v2');

    const parts = [
      wrapped('orchestrator', 'belt', { flavor: 'kubeflow' }),
      wrapped('artifact_store', 'shelf', { flavor: 's3', path: 's3://shelf', key: SECRET }),
      wrapped('metadata_store', 'ledger', { flavor: 'sqlite', uri: 'ledger.db' }),
    ];
    await this.#zenml.registerStack('warehouse', parts);
    for (const [n, pipeline] of ['sorting', 'sorting', 'training'].entries())
      await this.#zenml.registerRun({ name: `${pipeline} ${n}`, pipeline, stack: 'warehouse' });
    await this.#zenml.request('POST', '/flavors', {
      type: 'artifact_store',
      name: 'tape',
      source: 'botanica.stores.TapeArtifactStore',
      integration: null,
    });
    for (const identifier of ['rate', 'speed'])
      await this.#mlte.request('POST', '/catalog/local/entry', {
        header: { identifier },
        tags: ['Tabular'],
        quality_attribute: 'Functional Correctness',
        code: 'def rate(rows):\n    return len(rows)\n',
        description: 'Rates rows.',
        inputs: 'Rows',
        output: 'A rate',
      });
    await this.#mlte.request('POST', '/custom_list/tags/entry', {
      name: 'Parcels',
      description: 'What is sorted',
      parent: null,
    });
    const link = '/models/sorter/versions/v1/artifacts/evidence.accuracy';
    await this.#native('PUT', `/projects/default/runs/sorting%200${link}`, { revision: 1, step: 'trainer' });
  }

  /** Renames what pages have been addressed by, and leaves half a thought in a form. */
  async move(): Promise<void> {
    await this.#native('PATCH', '/projects/vision', { name: 'sight' });
    await this.#native('PUT', '/stacks/warehouse', { name: 'depot' });
    const component = '/components/artifact_store/shelf';
    const { flavor, fields } = (await this.#native('GET', component)) as Record<string, unknown>;
    await this.#native('PUT', component, { name: 'rack', flavor, fields });
    const page = await this.#context.newPage();
    for (const [object, name] of [
      ['sorter', 'parcel sorter'],
      ['parcel%20sorter/versions/v1', 'first'],
    ] as const) {
      await page.goto(`/projects/default/models/${object}/edit`);
      await page.getByLabel('New name').fill(name);
      await page.getByRole('button', { name: 'Rename' }).click();
      await page.waitForURL((url) => !url.pathname.endsWith('/edit'));
    }
    await page.goto('/projects/default/models/parcel%20sorter/artifacts/card.default/edit');
    await page.locator('[name="body.system.task"]').fill('Half a thought');
    await page.getByRole('button', { name: 'Keep as draft', exact: true }).click();
    await page.waitForLoadState();
    await page.close();
  }

  async recorded(): Promise<Omit<Recording, 'secretKey'>> {
    return {
      cookie: this.#cookie,
      tokens: await this.#tokens(),
      pages: await this.#pages(),
      addresses: await this.#addresses(),
      unsealed: await this.#unsealed(),
    };
  }

  async #tokens(): Promise<Recording['tokens']> {
    const made = async (name: string, limits: object): Promise<string> => {
      const body = { name, expiresInDays: 90, ...limits };
      return ((await this.#native('POST', '/tokens', body)) as { token: string }).token;
    };
    return {
      api: await made('everything', {}),
      readOnly: await made('reads', { readOnly: true }),
      project: await made('one project', { project: 'sight' }),
      zenml: await made('training', { kind: 'zenml' }),
      client: this.#mlte.token,
    };
  }

  async #pages(): Promise<Recording['pages']> {
    const lists = [
      '/projects?limit=1',
      '/users?limit=1',
      '/users?limit=1&search=a',
      '/teams?limit=1',
      '/role-assignments?limit=1',
      '/projects/sight/models?limit=20',
      '/projects/sight/models?limit=20&sort=created',
      '/projects/default/models/parcel%20sorter/versions?limit=1',
      '/projects/default/artifacts?limit=3',
      '/projects/default/models/parcel%20sorter/artifacts/card.default/revisions?limit=1',
      '/projects/default/runs?limit=1',
      '/projects/default/runs?limit=1&pipeline=sorting',
      '/projects/default/pipelines?limit=1',
      '/stacks?limit=1',
      '/components?limit=2',
      '/catalog-entries?limit=1',
    ];
    const pages: Recording['pages'][number][] = [];
    for (const list of lists) {
      const first = (await this.#native('GET', list)) as Listed;
      if (first.next === null) throw new Error(`${list} has one page only`);
      const second = (await this.#native('GET', after(list, first.next))) as Listed;
      pages.push({ path: list, cursor: first.next, names: second.items.map(nameOf) });
      // The way back is a cursor of its own.
      if (second.previous === null) throw new Error(`no way back on the second page of ${list}`);
      pages.push({ path: list, cursor: second.previous, names: first.items.map(nameOf) });
    }
    return pages;
  }

  async #addresses(): Promise<Bookmark[]> {
    const model = '/projects/default/models/parcel%20sorter';
    const former = '/projects/default/models/sorter';
    const { items } = (await this.#native('GET', '/projects/default/runs')) as {
      items: { id: string; name: string }[];
    };
    const run = items.find(({ name }) => name === 'sorting 0')?.id ?? '';
    const others = items.map(({ id }) => id).join(',');
    const { id: card } = (await this.#native('GET', `${model}/artifacts/card.default`)) as { id: string };
    const page = await this.#context.newPage();
    await page.goto('/projects/sight/models');
    const second = await page.getByRole('link', { name: /next/i }).first().getAttribute('href');
    const bookmarks: Bookmark[] = [];
    for (const [from, ...words] of [
      ['/', 'parcel sorter'],
      ['/account', 'everything', 'one project', 'training'],
      [second ?? '', 'model 50'],
      ['/projects/vision'],
      ['/projects/vision/models'],
      ['/projects/vision/models/model%2007'],
      ['/stacks/warehouse', 'depot'],
      ['/components/artifact_store/shelf', 'rack'],
      [former],
      [`${former}/versions/v1`],
      [`${former}/versions/v1/artifacts/evidence.accuracy`, '0.962'],
      [`${former}/artifacts/card.default`, 'A parcel that is too large jams the chute.'],
      [`${model}/artifacts/card.default?rev=1`],
      [`${model}/artifacts/card.default/revisions`],
      [`${model}/artifacts/card.default/edit`, 'You have a draft', '1 field differs'],
      [`${model}/new/artifact?type=suite&catalog=local&entry=rate`],
      [`${model}/versions/first/artifacts/results.default`, 'Slower than 200 ms'],
      [`/a/${card}`],
      [`/a/${card}@1`],
      [`/r/${run}`],
      ['/projects/default/runs?pipeline=sorting&user=ada&stack=warehouse'],
      ['/projects/default/runs/sorting%200', 'trainer'],
      ['/projects/default/runs/sorting%200/artifacts', 'evidence.accuracy'],
      ['/projects/default/runs/sorting%200/stack', 's3://shelf'],
      [`/projects/default/compare?runs=${others}&show=all`, 'sorting 0', 'training 2'],
      ['/projects/default/pipelines?sort=name', 'sorting', 'training'],
      ['/stacks?q=dep', 'depot'],
      ['/new-stack?from=depot', 'belt'],
      ['/components?flavor=s3&q=ra', 'rack'],
      ['/flavors/artifact_store/tape', 'botanica.stores.TapeArtifactStore'],
      ['/catalog?tag=Tabular', 'rate', 'speed'],
      ['/catalog/local/entries/rate'],
      ['/lists/tags', 'Parcels'],
      ['/import/permissions', 'editors of the orchard'],
      ['/export?project=sight'],
    ] as const)
      bookmarks.push(await this.#followed(page, from, words));
    await page.close();
    return bookmarks;
  }

  async #followed(page: Page, from: string, words: readonly string[]): Promise<Bookmark> {
    const answer = await page.goto(from);
    if (!answer?.ok()) throw new Error(`${from}: ${answer?.status()}`);
    const text = (await page.locator('body').textContent()) ?? '';
    const lacking = words.filter((word) => !text.includes(word));
    if (lacking.length > 0) throw new Error(`${from} does not show ${lacking.join(', ')}`);
    const to = page.url().slice(this.#assay.url.length);
    return { from, to: to === from ? null : to, title: await page.title(), words };
  }

  async #unsealed(): Promise<Recording['unsealed']> {
    const texts: Recording['unsealed'][number][] = [];
    for (const at of [
      '/stacks/depot',
      '/components/artifact_store/rack',
      '/pipeline_runs/sorting/sorting%200',
    ]) {
      const answer = await fetch(`${this.#zenml.address}${at}`);
      if (!answer.ok) throw new Error(`${at}: ${answer.status}`);
      texts.push({ path: at, text: await answer.text() });
    }
    return texts;
  }

  async #native(method: string, at: string, body?: unknown): Promise<unknown> {
    const answer = await fetch(`${this.#assay.url}/api/v1${at}`, {
      method,
      headers: { Authorization: `Bearer ${this.#mlte.token}`, 'Content-Type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${at}: ${answer.status} ${text}`);
    return text === '' ? null : JSON.parse(text);
  }
}

/** A group of another store, for whose permissions an administrator's word is awaited. */
async function importGroup(dataDirectory: string): Promise<void> {
  const store = path.join(dataDirectory, 'tmp', 'store');
  await mkdir(path.join(store, 'users', 'groups'), { recursive: true });
  await mkdir(path.join(store, 'models', 'orchard'), { recursive: true });
  const group = {
    name: 'editors of the orchard',
    permissions: [{ resource_type: 'model', resource_id: 'orchard', method: 'put' }],
  };
  const file = path.join(store, 'users', 'groups', `${group.name}.json`);
  await writeFile(file, JSON.stringify(group));
  const env = { ...process.env, ASSAY_DATA_DIR: dataDirectory, NODE_OPTIONS: `--import ${AHEAD}` };
  const { code } = await run('npm', ['run', '--silent', 'import', '--', store], { env });
  if (code !== 0) throw new Error('The import failed.');
}

const start = (dataDirectory?: string): Promise<AssayProcess> =>
  startAssay({
    ...(dataDirectory !== undefined && { dataDirectory }),
    nodeArguments: ['--import', AHEAD],
    env: {
      ASSAY_ADMIN_NAME: OWNER.name,
      ASSAY_ADMIN_PASSWORD: OWNER.password,
      ASSAY_LOG_LEVEL: 'warn',
    },
  });

async function record(): Promise<void> {
  const first = await start();
  await first.stop();
  const { dataDirectory } = first;
  await importGroup(dataDirectory);
  const assay = await start(dataDirectory);
  const executablePath = process.env['CHROMIUM_PATH'] || onMachine();
  const browser = await chromium.launch(executablePath === null ? {} : { executablePath });
  const context = await browser.newContext({ baseURL: assay.url, javaScriptEnabled: false });
  const recorder = await Recorder.at(assay, context);
  await recorder.fill();
  await recorder.move();
  const recorded = await recorder.recorded();
  await browser.close();
  await assay.stop();
  const secretKey = (await readFile(path.join(dataDirectory, 'secret.key'), 'utf8')).trim();
  await keepRows(dataDirectory, ROWS);
  await writeFile(RECORDING, `${JSON.stringify({ secretKey, ...recorded } satisfies Recording, null, 2)}\n`);
  await first.remove();
}

await record();
