import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { body, postedArtifactText } from '@/lib/testing/artifacts';
import { makeMlteVersion } from '@/lib/testing/mlte-project';
import { unique } from '@/lib/testing/world';

const database = testDatabase();
const place = () => makeMlteVersion(database.opened);

/** The request that clients send to write an artifact. */
const write = (type: keyof typeof body, posted: object = body[type](), more: object = {}) =>
  `{"artifact":${postedArtifactText(type, posted)},${JSON.stringify({ force: false, parents: false, ...more }).slice(1)}`;

interface Sent {
  header: { identifier: string; creator: string; timestamp: number; level: string };
  body: Record<string, unknown>;
}

describe('writing artifacts at the MLTE door', () => {
  it('stamps the header and gives the body back character for character', async () => {
    const { send, artifacts, writer } = await place();
    const odd = `{"artifact_type":"evidence", "extra":[1.50,90071992547409931], "metadata":${JSON.stringify(
      body.evidence().metadata,
    )},"evidence_class":"mine.Own","value":{"evidence_type":"opaque","data":{"ü":1e400}}}`;
    const text = `{"artifact":{"header":{"identifier":"x","type":"evidence"},"body":${odd}},"force":false}`;
    const before = Math.floor(Date.now() / 1000);
    const written = await send(writer, 'POST', artifacts, { body: text });
    expect(written.status).toBe(200);
    expect(written.text).toContain(odd);
    const { artifact } = written.json() as { artifact: Sent };
    expect(artifact.header).toMatchObject({
      identifier: 'evidence.accuracy',
      creator: writer.name,
      level: 'version',
    });
    expect(artifact.header.timestamp).toBeGreaterThanOrEqual(before);
    const read = await send(writer, 'GET', `${artifacts}/evidence.accuracy`);
    expect(`{"artifact":${read.text}}`).toBe(written.text);
  });

  it('completes what newer clients require, in copies too', async () => {
    const { send, artifacts, writer } = await place();
    const written = await send(writer, 'POST', artifacts, { body: write('report') });
    expect(written.status).toBe(200);
    const { artifact } = written.json() as { artifact: Sent };
    const results = artifact.body['test_results'] as {
      results: Record<string, unknown>;
      test_suite: { test_cases: { validator: unknown }[] };
    };
    expect(results.results['accuracy']).toMatchObject({ additional_data: '' });
    expect(results.test_suite.test_cases[0]?.validator).toMatchObject({
      default_success: '',
      default_failure: '',
    });
  });

  it('answers 409 without force, naming who wrote it, and replaces with force', async () => {
    const { send, artifacts, writer } = await place();
    await send(writer, 'POST', artifacts, { body: write('card') });
    const again = await send(writer, 'POST', artifacts, { body: write('card') });
    expect(again.status).toBe(409);
    expect(again.text).toContain(writer.name);
    const forced = await send(writer, 'POST', artifacts, {
      body: write('card', body.card(), { force: true }),
    });
    expect(forced.status).toBe(200);
  });

  it('answers 404 for a missing version, and makes it with parents', async () => {
    const { send, base, writer } = await place();
    const path = `${base}/model/new---one/version/v9/artifact`;
    expect((await send(writer, 'POST', path, { body: write('card') })).status).toBe(404);
    const made = await send(writer, 'POST', path, { body: write('card', body.card(), { parents: true }) });
    expect(made.status).toBe(200);
    expect((await send(writer, 'GET', `${base}/model/new---one`)).json()).toEqual({
      identifier: 'new/one',
      versions: [{ identifier: 'v9' }],
    });
  });

  it('answers 422 naming field and value where the old backend had a blank 500', async () => {
    const { send, artifacts, writer } = await place();
    const card = body.card({ system: { problem_type: 'Alchemy' } });
    const refused = await send(writer, 'POST', artifacts, { body: write('card', card) });
    expect(refused.status).toBe(422);
    const { detail } = refused.json() as { detail: { loc: unknown[]; msg: string; input: unknown }[] };
    expect(detail[0]?.msg).toContain('Alchemy');
    expect(detail[0]?.loc).toContain('problem_type');
    const mixed = await send(writer, 'POST', artifacts, {
      body: `{"artifact":${postedArtifactText('card', body.suite())}}`,
    });
    expect(mixed.status).toBe(422);
    expect((await send(writer, 'POST', artifacts, { body: '{}' })).status).toBe(422);
  });

  it('wants credentials and permission, and does not tell a stranger what is there', async () => {
    const { send, base, artifacts, writer, viewer, stranger } = await place();
    await send(writer, 'POST', artifacts, { body: write('card') });
    expect((await send(null, 'GET', `${artifacts}/card.default`)).status).toBe(401);
    expect((await send(null, 'POST', artifacts, { body: 'x' })).status).toBe(401);
    const refused = await send(viewer, 'POST', artifacts, { body: write('suite') });
    expect([refused.status, refused.text]).toEqual([403, expect.stringContaining('artifact:create')]);
    expect((await send(viewer, 'DELETE', `${artifacts}/card.default`)).status).toBe(403);
    const there = await send(stranger, 'GET', `${artifacts}/card.default`);
    const absent = await send(stranger, 'GET', `${base}/model/no/version/v/artifact/card.no`);
    expect([there.status, there.text]).toEqual([absent.status, absent.text]);
    expect(there.status).toBe(403);
  });

  it('lets exactly one of many writers at once make an artifact', async () => {
    const { send, artifacts, writer } = await place();
    const tries = await Promise.all(
      Array.from({ length: 40 }, () => send(writer, 'POST', artifacts, { body: write('card') })),
    );
    expect(tries.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(tries.filter(({ status }) => status === 409)).toHaveLength(39);
  });
});

describe('reading artifacts at the MLTE door', () => {
  async function filled() {
    const made = await place();
    const { send, artifacts, writer } = made;
    await send(writer, 'POST', artifacts, { body: write('card') });
    for (const id of ['a', 'b', 'c']) {
      const posted = body.evidence();
      const metadata = { ...posted.metadata, test_case_id: id };
      await send(writer, 'POST', artifacts, { body: write('evidence', { ...posted, metadata }) });
    }
    const names = async (path: string) =>
      ((await send(writer, 'GET', path)).json() as Sent[]).map(({ header }) => header.identifier);
    const found = async (filter: unknown) => {
      const sent = await send(writer, 'POST', `${artifacts}/search`, { body: { filter } });
      return (sent.json() as Sent[]).map(({ header }) => header.identifier);
    };
    return { ...made, names, found };
  }

  it('lists whole artifacts, sliced as Python slices', async () => {
    const { artifacts, names } = await filled();
    const all = ['card.default', 'evidence.a', 'evidence.b', 'evidence.c'];
    expect(await names(artifacts)).toEqual(all);
    expect(await names(`${artifacts}?limit=2&offset=1`)).toEqual(all.slice(1, 3));
    expect(await names(`${artifacts}?limit=-1`)).toEqual(all.slice(0, -1));
    expect(await names(`${artifacts}?offset=10`)).toEqual([]);
  });

  it('searches by type and by combinations, and answers 422 for a filter that is none', async () => {
    const { send, artifacts, writer, found } = await filled();
    expect(await found({ type: 'type', item_type: 'evidence' })).toHaveLength(3);
    const both = [
      { type: 'identifier', id: 'evidence.a' },
      { type: 'identifier', id: 'card.default' },
    ];
    expect(await found({ type: 'or', filters: both })).toEqual(['card.default', 'evidence.a']);
    expect(await found({ type: 'none' })).toEqual([]);
    const wrong = await send(writer, 'POST', `${artifacts}/search`, { body: { filter: { type: 'sql' } } });
    expect(wrong.status).toBe(422);
    const empty = await send(writer, 'POST', `${artifacts}/search`, { body: {} });
    expect(empty.json()).toHaveLength(4);
  });

  it('lets readers search by POST', async () => {
    const { send, artifacts, viewer } = await filled();
    expect((await send(viewer, 'POST', `${artifacts}/search`, { body: {} })).status).toBe(200);
  });

  it('answers 422 for a limit that is no number and 400 for one that comes twice', async () => {
    const { send, artifacts, writer } = await place();
    const wrong = await send(writer, 'GET', `${artifacts}?limit=many`);
    expect(wrong.json()).toMatchObject({ detail: [{ loc: ['query', 'limit'] }] });
    expect((await send(writer, 'GET', `${artifacts}?limit=1&limit=2`)).status).toBe(400);
  });

  it('writes a suite template, and gives a deleted artifact back once', async () => {
    const { send, artifacts, writer } = await filled();
    const template = await send(writer, 'GET', `${artifacts}/card.default/suite_template`);
    expect(template.json()).toContain('quality_scenarios=["card.default-qas_001"]');
    const deleted = await send(writer, 'DELETE', `${artifacts}/card.default`);
    expect([deleted.status, deleted.json()]).toMatchObject([200, { header: { identifier: 'card.default' } }]);
    expect((await send(writer, 'DELETE', `${artifacts}/card.default`)).status).toBe(404);
    const absent = await send(writer, 'GET', `${artifacts}/${unique('card')}`);
    expect([absent.status, absent.text]).toEqual([404, expect.stringContaining('not found.')]);
  });
});
