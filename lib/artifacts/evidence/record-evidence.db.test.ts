import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { readArtifact } from '@/lib/artifacts/read-artifact';
import { listTestCases } from '@/lib/artifacts/traces/list-test-cases';
import { writeArtifact } from '@/lib/artifacts/write-artifact';
import { ANONYMOUS } from '@/lib/core/actor';
import type { TreeObject } from '@/lib/forms/form-tree';
import { body, makeWorkplace, postedArtifactText, testCase } from '@/lib/testing/artifacts';
import { ctxFor, makeProject, makeUser } from '@/lib/testing/world';
import { editEvidence } from './edit-evidence';
import { recordEvidence } from './record-evidence';

const database = testDatabase();
const measurement = { measurement_class: 'my.Timer', output_class: 'my.Out', additional_data: { f: 'g' } };

/** A version whose model has a suite with one test case, `accuracy`. */
async function testedVersion(role?: 'admin' | 'maintainer' | 'viewer') {
  const place = await makeWorkplace(database.opened, role);
  const suite = body.suite({ test_cases: [testCase('accuracy', { measurement })] });
  await writeArtifact(place.owner.ctx(), { ...place.at, artifactText: postedArtifactText('suite', suite) });
  return place;
}

const typed = (value: TreeObject, caseId = 'accuracy', said: TreeObject = {}) => ({
  fields: { metadata: { test_case_id: caseId, measurement: said }, value },
  image: null,
  over: null,
});
const real = (number: string) => ({ evidence_type: 'real', number, unit: '' });

describe('recordEvidence', () => {
  it('writes what was typed, and of the rest what the suite says of the case', async () => {
    const { at, ada } = await testedVersion();
    const written = await recordEvidence(ada.ctx(), { ...at, ...typed(real('0.95')) });
    expect(written).toMatchObject({
      identifier: 'evidence.accuracy',
      headRevision: 1,
      createdBy: ada.name,
      summary: { testCase: 'accuracy', valueType: 'real', display: '0.95' },
    });
    expect(JSON.parse(written.body)).toMatchObject({
      metadata: { measurement: { ...measurement, output_class: 'mlte.evidence.types.real.Real' } },
      evidence_class: 'mlte.evidence.types.real.Real',
    });
  });

  it('is fine with a test case that no suite has', async () => {
    const { at, ada } = await testedVersion();
    const written = await recordEvidence(ada.ctx(), { ...at, ...typed(real('1'), 'evidence.later') });
    expect(written.identifier).toBe('evidence.later');
    expect(JSON.parse(written.body).metadata.measurement.additional_data).toEqual({});
  });

  it('stores an image as its bytes', async () => {
    const { at, ada } = await testedVersion();
    const bytes = Buffer.from('GIF89a\u0001\0\u0001\0', 'latin1');
    const input = { ...at, ...typed({ evidence_type: 'image' }), image: new Uint8Array(bytes) };
    const written = await recordEvidence(ada.ctx(), input);
    expect(JSON.parse(written.body).value).toEqual({ evidence_type: 'image', data: 'R0lGODlhAQABAA==\n' });
    const number = { ...at, ...typed(real('1'), 'size'), image: new TextEncoder().encode('<svg/>') };
    expect(await recordEvidence(ada.ctx(), number)).toMatchObject({ summary: { valueType: 'real' } });
    const svg = { ...input, image: new TextEncoder().encode('<svg/>') };
    await expect(recordEvidence(ada.ctx(), svg)).rejects.toMatchObject({
      code: 'invalid',
      issues: [{ path: 'image' }],
    });
  });

  it('refuses without credentials, without permission, and in a project that is not readable', async () => {
    const { at, ada } = await testedVersion('viewer');
    const input = { ...at, ...typed(real('abc')) };
    await expect(recordEvidence(ctxFor(database.opened, ANONYMOUS), input)).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    await expect(recordEvidence(ada.ctx(), input)).rejects.toMatchObject({
      code: 'forbidden',
      permission: 'artifact:create',
    });
    const elsewhere = await makeProject(database.opened);
    const bob = await makeUser(database.opened, { role: 'admin', projectId: elsewhere.id });
    await expect(recordEvidence(bob.ctx(), input)).rejects.toMatchObject({ code: 'not_found', hidden: true });
    await expect(listTestCases(bob.ctx(), at)).rejects.toMatchObject({ code: 'not_found', hidden: true });
  });

  it('says beside the field what cannot be, and writes nothing', async () => {
    const { at, ada } = await testedVersion();
    await expect(recordEvidence(ada.ctx(), { ...at, ...typed(real('many')) })).rejects.toMatchObject({
      code: 'invalid',
      issues: [{ path: 'body.value.number', value: 'many' }],
    });
    await expect(recordEvidence(ada.ctx(), { ...at, ...typed(real('1'), 'a\u202eb') })).rejects.toMatchObject(
      {
        issues: [{ path: 'body.metadata.test_case_id' }],
      },
    );
    await expect(readArtifact(ada.ctx(), { ...at, artifact: 'evidence.accuracy' })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('never overwrites by itself, and replaces on a word, with class and unknown fields kept', async () => {
    const { at, ada, owner } = await testedVersion();
    const posted = {
      ...body.evidence({ evidence_class: 'my.Own', future: [1] }),
      value: { evidence_type: 'real', real: 0.9, unit: 'second', spread: 2 },
    };
    await writeArtifact(owner.ctx(), { ...at, artifactText: postedArtifactText('evidence', posted) });
    const input = { ...at, ...typed(real('0.95')) };
    await expect(recordEvidence(ada.ctx(), input)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(`${owner.name} wrote revision 1 (0.9 second)`),
      issues: [{ path: 'overwrite.1' }],
    });
    const written = await recordEvidence(ada.ctx(), { ...input, over: 1 });
    expect(written.headRevision).toBe(2);
    expect(JSON.parse(written.body)).toEqual({
      ...posted,
      value: { evidence_type: 'real', real: 0.95, unit: null, spread: 2 },
    });
    await expect(recordEvidence(ada.ctx(), { ...input, over: 1 })).rejects.toMatchObject({
      code: 'precondition',
      issues: [{ path: 'overwrite.2' }],
    });
    const other = { ...at, ...typed({ evidence_type: 'string', string: 'fine' }), over: 2 };
    expect(JSON.parse((await recordEvidence(ada.ctx(), other)).body)).toMatchObject({
      evidence_class: 'mlte.evidence.types.string.String',
      value: { evidence_type: 'string', string: 'fine' },
    });
  });
});

describe('editEvidence', () => {
  const fields = { metadata: { measurement: {} }, value: { number: '0.95', unit: '' } };

  it('writes the next revision over the one that was seen and keeps the class', async () => {
    const { at, ada } = await testedVersion();
    const posted = body.evidence({ evidence_class: 'my.Own', future: [1] });
    await writeArtifact(ada.ctx(), { ...at, artifactText: postedArtifactText('evidence', posted) });
    const input = { ...at, artifact: 'evidence.accuracy', revision: 1, fields, image: null };
    const written = await editEvidence(ada.ctx(), input);
    expect(written).toMatchObject({ headRevision: 2, identifier: 'evidence.accuracy' });
    expect(JSON.parse(written.body)).toEqual({
      ...posted,
      value: { evidence_type: 'real', real: 0.95, unit: null },
    });
    await expect(editEvidence(ada.ctx(), input)).rejects.toMatchObject({
      code: 'precondition',
      issues: [{ path: 'overwrite.2' }],
    });
    await expect(editEvidence(ada.ctx(), { ...input, artifact: 'evidence.tone' })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(
      editEvidence(ada.ctx(), { ...input, artifact: 'suite.default', version: null }),
    ).rejects.toMatchObject({ code: 'invalid', message: 'suite.default is not evidence.' });
  });

  it('refuses without credentials, without permission, and in a project that is not readable', async () => {
    const { at, ada, owner } = await testedVersion('viewer');
    await writeArtifact(owner.ctx(), { ...at, artifactText: postedArtifactText('evidence') });
    const input = { ...at, artifact: 'evidence.accuracy', revision: 1, fields, image: null };
    await expect(editEvidence(ctxFor(database.opened, ANONYMOUS), input)).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    await expect(editEvidence(ada.ctx(), input)).rejects.toMatchObject({ permission: 'artifact:update' });
    const elsewhere = await makeProject(database.opened);
    const bob = await makeUser(database.opened, { role: 'admin', projectId: elsewhere.id });
    await expect(editEvidence(bob.ctx(), input)).rejects.toMatchObject({ code: 'not_found', hidden: true });
  });
});

describe('listTestCases', () => {
  it('lists the cases of all suites, one that several have once', async () => {
    const { at, ada } = await testedVersion();
    const second = body.suite({ test_cases: [testCase('accuracy'), testCase('tone', { goal: null })] });
    await writeArtifact(ada.ctx(), {
      ...at,
      artifactText: postedArtifactText('suite', second, 'suite.second'),
    });
    expect(await listTestCases(ada.ctx(), at)).toMatchObject([
      { id: 'accuracy', goal: 'g', suite: 'suite.default', measurement },
      { id: 'tone', goal: '', suite: 'suite.second' },
    ]);
  });
});
