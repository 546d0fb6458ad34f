import { createHash } from 'node:crypto';
import { desc, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditEvents, roleAssignments, rolePermissions, roles } from '@/db/schema';
import { testDatabase } from '@/db/testing/test-database';
import { ANONYMOUS } from '@/lib/core/actor';
import type { ErrorCode } from '@/lib/core/domain-error';
import {
  body,
  makeWorkplace,
  postedArtifactText,
  result,
  testCase,
  validator,
} from '@/lib/testing/artifacts';
import { lastAudit } from '@/lib/testing/audit';
import { ctxFor, makeProject, makeUser, unique } from '@/lib/testing/world';
import { listArtifacts } from './list-artifacts';
import { readArtifact } from './read-artifact';
import { writeArtifact } from './write-artifact';

const database = testDatabase();
const workplace = (role?: 'admin' | 'maintainer' | 'viewer') => makeWorkplace(database.opened, role);

interface Refusal {
  code: ErrorCode;
  message: string;
  issues: { path: string; value: unknown; message: string }[];
}
const refusalOf = (work: Promise<unknown>): Promise<Refusal> =>
  work.then(
    () => {
      throw new Error('It was let through.');
    },
    (error: Refusal) => error,
  );

describe('writeArtifact', () => {
  it('keeps the body as it was written, stamps the header itself and hashes exactly what it keeps', async () => {
    const { at, ada } = await workplace();
    const text = `{"artifact_type" :"evidence", "future": [1.50, 9007199254740993],\n "metadata":${JSON.stringify(
      body.evidence().metadata,
    )}, "evidence_class":"my.Own", "value":{"evidence_type":"integer","integer":9007199254740993,"unit":null}}`;
    const artifactJson = `{"header":{"identifier":"evidence.ignored","type":"evidence","level":"model","creator":"eve","timestamp":7},"body": ${text} }`;
    const ctx = ada.ctx();
    const written = await writeArtifact(ctx, { ...at, artifactText: artifactJson });
    const read = await readArtifact(ada.ctx(), { ...at, artifact: 'evidence.accuracy' });
    expect(read).toEqual(written);
    expect(read.body).toBe(text);
    expect(read).toMatchObject({
      identifier: 'evidence.accuracy',
      level: 'version',
      createdBy: ada.name,
      revision: {
        revision: 1,
        creator: ada.name,
        stampedAt: ctx.now,
        size: Buffer.byteLength(text),
        sha256: createHash('sha256').update(text).digest('hex'),
      },
    });
  });

  it('refuses without credentials, without permission, and in a project that is not readable', async () => {
    const { at, ada } = await workplace('viewer');
    const write = { ...at, artifactText: postedArtifactText('evidence') };
    await expect(writeArtifact(ctxFor(database.opened, ANONYMOUS), write)).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    await expect(writeArtifact(ada.ctx(), write)).rejects.toMatchObject({
      code: 'forbidden',
      permission: 'artifact:create',
    });
    const elsewhere = await makeProject(database.opened);
    const bob = await makeUser(database.opened, { role: 'admin', projectId: elsewhere.id });
    await expect(writeArtifact(bob.ctx(), write)).rejects.toMatchObject({ code: 'not_found', hidden: true });
    await expect(writeArtifact(bob.ctx(), { ...write, project: elsewhere.name })).rejects.toMatchObject({
      code: 'not_found',
      message: `Model ${at.model} not found.`,
    });
  });

  it('says what is missing, and with parents makes it for who may', async () => {
    const { at, ada } = await workplace();
    const missing = {
      ...at,
      model: unique('new'),
      version: 'v/2',
      artifactText: postedArtifactText('evidence'),
    };
    await expect(writeArtifact(ada.ctx(), missing)).rejects.toMatchObject({ code: 'not_found' });
    await expect(writeArtifact(ada.ctx(), { ...missing, model: at.model })).rejects.toMatchObject({
      code: 'not_found',
      message: `Version v/2 of model ${at.model} not found.`,
    });
    const bad = {
      ...missing,
      parents: true,
      artifactText: postedArtifactText('evidence', { artifact_type: 'evidence' }),
    };
    await expect(writeArtifact(ada.ctx(), bad)).rejects.toMatchObject({ code: 'invalid' });
    await expect(writeArtifact(ada.ctx(), missing)).rejects.toMatchObject({ code: 'not_found' });
    const made = await writeArtifact(ada.ctx(), { ...missing, parents: true });
    expect(made).toMatchObject({ model: missing.model, version: 'v/2' });
    const events = await database.opened.db
      .select({ action: auditEvents.action })
      .from(auditEvents)
      .where(eq(auditEvents.projectId, made.projectId))
      .orderBy(desc(auditEvents.seq))
      .limit(3);
    expect(events.map(({ action }) => action)).toEqual(['artifact.create', 'version.create', 'model.create']);
    expect(await lastAudit(database.opened, made.id)).toMatchObject({
      changes: [{ field: 'identifier', before: null, after: made.identifier }],
      details: { revision: 1, sha256: made.revision.sha256 },
    });
  });

  it('makes one model and one version for many who write into it at once', async () => {
    const { at, project } = await workplace();
    const ada = await makeUser(database.opened, { role: 'maintainer', projectId: project.id });
    const place = { ...at, model: unique('shared'), parents: true };
    const made = await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        writeArtifact(ada.ctx(), {
          ...place,
          artifactText: postedArtifactText(
            'evidence',
            body.evidence({ metadata: { ...body.evidence().metadata, test_case_id: `case ${n}` } }),
          ),
        }),
      ),
    );
    expect(new Set(made.map(({ modelId }) => modelId)).size).toBe(1);
    expect(new Set(made.map(({ versionId }) => versionId)).size).toBe(1);
    expect(new Set(made.map(({ identifier }) => identifier)).size).toBe(8);
  });

  it("never opens others' models by making parents", async () => {
    const { at, project } = await workplace();
    const viewer = await makeUser(database.opened, { role: 'viewer', projectId: project.id });
    const write = { ...at, parents: true, artifactText: postedArtifactText('evidence') };
    await expect(writeArtifact(viewer.ctx(), write)).rejects.toMatchObject({ permission: 'artifact:create' });
    await expect(writeArtifact(viewer.ctx(), { ...write, version: 'v9' })).rejects.toMatchObject({
      permission: 'model:update',
    });
    await expect(writeArtifact(viewer.ctx(), { ...write, model: unique('m') })).rejects.toMatchObject({
      permission: 'model:create',
    });
  });

  it('lets who may write but not read write, with parents too', async () => {
    const { at, model, project } = await workplace();
    const bob = await makeUser(database.opened);
    const { db } = database.opened;
    const [built] = await db.select().from(roles).limit(1);
    if (built === undefined) throw new Error('no roles');
    const role = { ...built, id: crypto.randomUUID(), name: unique('poster'), origin: 'custom' as const };
    await db.insert(roles).values({ ...role, nameKey: role.name });
    await db.insert(rolePermissions).values({
      roleId: role.id,
      operation: 'artifact',
      type: 'create',
      resourceId: model.id,
    });
    await db.insert(roleAssignments).values({
      id: crypto.randomUUID(),
      roleId: role.id,
      userId: bob.id,
      projectId: project.id,
      createdAt: new Date(),
      createdByName: 'test',
    });
    const write = { ...at, parents: true, artifactText: postedArtifactText('evidence') };
    expect(await writeArtifact(bob.ctx(), write)).toMatchObject({ headRevision: 1 });
    await expect(writeArtifact(bob.ctx(), { ...write, force: true })).rejects.toMatchObject({
      code: 'forbidden',
      permission: 'artifact:update',
    });
    await expect(readArtifact(bob.ctx(), { ...at, artifact: 'evidence.accuracy' })).rejects.toMatchObject({
      code: 'not_found',
      hidden: true,
    });
  });

  it('without force keeps the first and names its writer and its time; with force adds a revision', async () => {
    const { at, ada, owner } = await workplace();
    const first = await writeArtifact(ada.ctx(), { ...at, artifactText: postedArtifactText('evidence') });
    const other = postedArtifactText('evidence', body.evidence({ evidence_class: 'values.Other' }));
    const refused = await refusalOf(writeArtifact(owner.ctx(), { ...at, artifactText: other }));
    expect(refused.code).toBe('conflict');
    expect(refused.message).toContain(ada.name);
    expect(refused.message).toContain(first.revision.stampedAt.toISOString());
    const second = await writeArtifact(owner.ctx(), { ...at, artifactText: other, force: true });
    expect(second).toMatchObject({
      id: first.id,
      createdBy: ada.name,
      updatedBy: owner.name,
      headRevision: 2,
      revision: { revision: 2, creator: owner.name },
    });
    const old = await readArtifact(ada.ctx(), { ...at, artifact: first.identifier, revision: 1 });
    expect(old.body).toBe(first.body);
    expect(old.revision.creator).toBe(ada.name);
    await expect(
      readArtifact(ada.ctx(), { ...at, artifact: first.identifier, revision: 3 }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });

  it('validates before it looks whether there is one, on every write', async () => {
    const { at, ada } = await workplace();
    await writeArtifact(ada.ctx(), { ...at, artifactText: postedArtifactText('card') });
    const bad = postedArtifactText('card', body.card({ system: { problem_type: 'Guessing' } }));
    for (const force of [false, true])
      await expect(writeArtifact(ada.ctx(), { ...at, artifactText: bad, force })).rejects.toMatchObject({
        code: 'invalid',
      });
  });

  it('collects every complaint with field and value', async () => {
    const { at, ada } = await workplace();
    const bad = body.card({
      system: { problem_type: 'Guessing' },
      data: [{ classification: 'Unclassified' }, { classification: 'Secret-ish' }],
      system_requirements: [{ quality: 'Shininess' }, { quality: '' }, { quality: 'robustness' }],
    });
    const { issues } = await refusalOf(
      writeArtifact(ada.ctx(), { ...at, artifactText: postedArtifactText('card', bad) }),
    );
    expect(issues.map(({ path, value }) => [path, value])).toEqual([
      ['body.data.1.classification', 'Secret-ish'],
      ['body.system.problem_type', 'Guessing'],
      ['body.system_requirements.0.quality', 'Shininess'],
      ['body.system_requirements.2.quality', 'robustness'],
    ]);
    for (const { message, path, value } of issues) {
      expect(message).toContain(path);
      expect(message).toContain(String(value));
    }
    const shape = await refusalOf(
      writeArtifact(ada.ctx(), {
        ...at,
        artifactText: postedArtifactText('card', {
          artifact_type: 'card',
          system: { task: 5 },
          data: 'none',
        }),
      }),
    );
    expect(shape.issues.map(({ path, value }) => [path, value])).toEqual([
      ['body.system.task', 5],
      ['body.data', 'none'],
    ]);
  });

  it('takes bodies as clients since 2.2 wrote them', async () => {
    const { at, ada } = await workplace();
    const card = body.card({
      system: { problem_type: null },
      data: [{ classification: null }, { classification: 'cui' }],
    });
    await writeArtifact(ada.ctx(), { ...at, artifactText: postedArtifactText('card', card) });
    const former = body.card({ system: { problem_type: 'content_generation' } });
    await writeArtifact(ada.ctx(), { ...at, force: true, artifactText: postedArtifactText('card', former) });
    await writeArtifact(ada.ctx(), { ...at, artifactText: postedArtifactText('results') });
    await writeArtifact(ada.ctx(), { ...at, artifactText: postedArtifactText('report') });
  });

  it('assigns scenario ids from the highest number on, as its only edit', async () => {
    const { at, ada } = await workplace();
    const text = postedArtifactText(
      'card',
      body.card({
        system_requirements: [
          { identifier: 'card.default-qas_009', quality: '' },
          { identifier: null },
          { identifier: 'mine', quality: '' },
          { stimulus: 's' },
          {},
        ],
      }),
    );
    const posted = JSON.stringify((JSON.parse(text) as { body: unknown }).body);
    const written = await writeArtifact(ada.ctx(), { ...at, artifactText: text });
    expect(written.body).toBe(
      posted
        .replace('{"identifier":null}', '{"identifier":"card.default-qas_010"}')
        .replace('{"stimulus":"s"}', '{"stimulus":"s", "identifier": "card.default-qas_011"}')
        .replace('{}', '{"identifier": "card.default-qas_012"}'),
    );
    expect(written.summary).toEqual({ type: 'card', scenarios: 5, problemType: 'Classification' });
    expect(written).toMatchObject({ level: 'model', version: null });
  });

  it('wants each case of a suite to refer to a scenario that some card of the model has', async () => {
    const { at, ada } = await workplace();
    await writeArtifact(ada.ctx(), { ...at, artifactText: postedArtifactText('card') });
    const known = 'card.default-qas_001';
    const cases = [
      testCase('a', { qas_list: ['nowhere', known] }),
      testCase('b', { qas_list: ['nowhere', 'neither'] }),
      testCase('c'),
    ];
    const { issues } = await refusalOf(
      writeArtifact(ada.ctx(), {
        ...at,
        artifactText: postedArtifactText('suite', body.suite({ test_cases: cases })),
      }),
    );
    expect(issues).toMatchObject([{ path: 'body.test_cases.1.qas_list', value: ['nowhere', 'neither'] }]);
    const good = body.suite({ test_cases: [cases[0], cases[2]] });
    const suite = await writeArtifact(ada.ctx(), { ...at, artifactText: postedArtifactText('suite', good) });
    expect(suite.summary).toEqual({ type: 'suite', cases: 2 });
  });

  it.each([
    ['two cases of one id', 'suite', body.suite({ test_cases: [testCase('a'), testCase('a')] }), 'twice'],
    [
      'a success message alone',
      'suite',
      body.suite({ test_cases: [testCase('a', { validator: validator({ failure: null }) })] }),
      'no failure message',
    ],
    [
      'no message at all',
      'suite',
      body.suite({ test_cases: [testCase('a', { validator: validator({ success: null, failure: null }) })] }),
      'has no message',
    ],
    [
      'a case without a result',
      'results',
      body.results({ results: {} }),
      "'accuracy' does not have a result",
    ],
    [
      'an unknown result type',
      'results',
      body.results({ results: { accuracy: { type: 'Maybe', message: '' } } }),
      'type',
    ],
    [
      'an image that is no base64',
      'evidence',
      body.evidence({ value: { evidence_type: 'image', data: 'abc' } }),
      'base64',
    ],
    [
      'a half number',
      'evidence',
      body.evidence({ value: { evidence_type: 'integer', integer: 1.5 } }),
      'integer',
    ],
    ['a body of another type', 'evidence', body.card(), "'card'"],
    [
      'a report whose results miss a case',
      'report',
      body.report({ test_results: body.results({ results: {} }) }),
      'does not have a result',
    ],
  ] as const)('refuses %s', async (_, type, posted, said) => {
    const { at, ada } = await workplace();
    const refused = await refusalOf(
      writeArtifact(ada.ctx(), { ...at, artifactText: postedArtifactText(type, posted) }),
    );
    expect(refused.code).toBe('invalid');
    expect(refused.message).toContain(said);
    expect(refused.issues[0]?.path).toMatch(/^body/);
  });

  it('refuses unknown names only where it is asked to be strict, and keeps them otherwise', async () => {
    const { at, ada } = await workplace();
    const text = postedArtifactText('evidence', body.evidence({ from_the_future: { a: 1 } }));
    const refused = await refusalOf(writeArtifact(ada.ctx(), { ...at, artifactText: text, strict: true }));
    expect(refused.issues).toMatchObject([{ path: 'body.from_the_future' }]);
    const kept = await writeArtifact(ada.ctx(), { ...at, artifactText: text });
    expect(kept.body).toContain('"from_the_future":{"a":1}');
  });

  it('puts the type in front once, and the time behind a report once', async () => {
    const { at, ada } = await workplace();
    const named = (type: 'card' | 'report', identifier: string) =>
      writeArtifact(ada.ctx(), {
        ...at,
        artifactText: postedArtifactText(type, body[type](), identifier),
      }).then((artifact) => artifact.identifier);
    expect(await named('card', 'mine')).toBe('card.mine');
    expect(await named('card', 'card.yours')).toBe('card.yours');
    expect(await named('report', 'report.default-20261122-055302')).toBe('report.default-20261122-055302');
    expect(await named('report', 'q3')).toMatch(/^report\.q3-\d{8}-\d{6}$/);
  });

  it('lets only holders of view_as claim another creator and time, and keeps both', async () => {
    const { at, ada, owner } = await workplace();
    const write = {
      ...at,
      artifactText: postedArtifactText('report', body.report(), 'report.old'),
      claimed: { creator: 'Mallory', timestamp: 1_600_000_000 },
    };
    await expect(writeArtifact(ada.ctx(), write)).rejects.toMatchObject({ permission: 'view_as:read' });
    const claimed = await writeArtifact(owner.ctx(), write);
    const { items } = await listArtifacts(owner.ctx(), at);
    expect(items).toContainEqual(
      expect.objectContaining({
        id: claimed.id,
        updatedBy: 'Mallory',
        updatedAt: new Date(1_600_000_000_000),
      }),
    );
    expect(claimed).toMatchObject({
      identifier: 'report.old',
      updatedBy: 'Mallory',
      revision: { creator: 'Mallory', writtenBy: owner.name, stampedAt: new Date(1_600_000_000_000) },
    });
    const far = { ...write, force: true, claimed: { creator: null, timestamp: 4_102_444_801 } };
    await expect(writeArtifact(owner.ctx(), far)).rejects.toMatchObject({ code: 'invalid' });
  });

  it('names in a conflict the creator on record and not who wrote it for them', async () => {
    const { at, ada, owner } = await workplace();
    const write = { ...at, artifactText: postedArtifactText('evidence') };
    await writeArtifact(owner.ctx(), { ...write, claimed: { creator: 'Mallory', timestamp: 1_600_000_000 } });
    const refused = await refusalOf(writeArtifact(ada.ctx(), write));
    expect(refused.code).toBe('conflict');
    expect(refused.message).toContain('written by Mallory at 2020-09-13T12:26:40.000Z');
    expect(refused.message).not.toContain(owner.name);
  });

  it('counts the verdict of results and reports', async () => {
    const { at, ada } = await workplace();
    const results = body.results({
      results: { accuracy: result('Success'), b: result('Failure'), c: result('Info'), d: result('Info') },
    });
    const verdict = { passed: 1, failed: 1, info: 2 };
    const written = await writeArtifact(ada.ctx(), {
      ...at,
      artifactText: postedArtifactText('results', results),
    });
    expect(written.summary).toEqual({ type: 'results', suite: 'suite.default', ...verdict });
    const report = body.report({ test_results: results });
    expect(
      (await writeArtifact(ada.ctx(), { ...at, artifactText: postedArtifactText('report', report) })).summary,
    ).toMatchObject({ type: 'report', results: 'results.default', ...verdict });
  });

  it('lets exactly one of 1,000 concurrent creators of one artifact through', async () => {
    const { at, ada } = await workplace();
    const tries = await Promise.allSettled(
      Array.from({ length: 1_000 }, (_, n) =>
        writeArtifact(ada.ctx(), {
          ...at,
          artifactText: postedArtifactText('evidence', body.evidence({ evidence_class: `values.N${n}` })),
        }),
      ),
    );
    const won = tries.filter((each) => each.status === 'fulfilled');
    expect(won).toHaveLength(1);
    for (const each of tries)
      if (each.status === 'rejected') expect(each.reason).toMatchObject({ code: 'conflict' });
    const read = await readArtifact(ada.ctx(), { ...at, artifact: 'evidence.accuracy' });
    expect(read.headRevision).toBe(1);
    expect(read.body).toBe(won[0]?.value.body);
  }, 240_000);

  it('numbers the revisions of concurrent forced writers without a gap or a repeat', async () => {
    const { at, ada } = await workplace();
    const written = await Promise.all(
      Array.from({ length: 50 }, () =>
        writeArtifact(ada.ctx(), { ...at, force: true, artifactText: postedArtifactText('evidence') }),
      ),
    );
    const numbers = written.map(({ revision }) => revision.revision).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 50 }, (_, n) => n + 1));
  });
});
