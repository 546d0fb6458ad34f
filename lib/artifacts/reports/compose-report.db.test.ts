import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { artifactRevisions } from '@/db/schema';
import { testDatabase } from '@/db/testing/test-database';
import { deleteArtifact } from '@/lib/artifacts/delete-artifact';
import { readArtifact } from '@/lib/artifacts/read-artifact';
import { writeArtifact } from '@/lib/artifacts/write-artifact';
import { ANONYMOUS } from '@/lib/core/actor';
import { body, makeWorkplace, postedArtifactText, testCase } from '@/lib/testing/artifacts';
import { lastAudit } from '@/lib/testing/audit';
import { ctxFor, makeProject, makeUser, unique } from '@/lib/testing/world';
import { composeReport } from './compose-report';
import { previewReport } from './preview-report';

const database = testDatabase();

const scenario = (n: number) => ({ identifier: `card.default-qas_00${n}`, quality: 'Robustness', future: n });
const CARD = `{"artifact_type":"card", "future":[1.50, 9007199254740993],\n "system_requirements": ${JSON.stringify([scenario(1), scenario(2)])}}`;
const SUITE = body.suite({ test_cases: [testCase('accuracy', { qas_list: ['card.default-qas_001'] })] });
const RESULTS = body.results({ test_suite: SUITE, later: { kept: true } });

/** A version that holds a card, a suite and results, as their writers left them. */
async function judgedVersion(role?: 'admin' | 'maintainer' | 'viewer') {
  const place = await makeWorkplace(database.opened, role);
  const write = (text: string, force = false) =>
    writeArtifact(place.owner.ctx(), { ...place.at, artifactText: text, force });
  const header = (type: string) => `{"header":{"identifier":"${type}.default","type":"${type}"},"body":`;
  await write(`${header('card')}${CARD}}`);
  await write(`${header('suite')}${JSON.stringify(SUITE)}}`);
  await write(`${header('results')}${JSON.stringify(RESULTS)}}`);
  const choice = { ...place.at, card: 'card.default', suite: 'suite.default', results: 'results.default' };
  return { ...place, write, choice };
}

describe('composeReport', () => {
  it('copies the stored text of the three heads whole, with comments and a name of its time in UTC', async () => {
    const { choice, ada, at } = await judgedVersion();
    const ctx = ada.ctx();
    const { report, sinceResults } = await composeReport(ctx, {
      ...choice,
      comments: ['Not before the faster computer.', ' \n'],
    });
    const stamp = ctx.now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
    expect(report).toMatchObject({
      identifier: `report.default-${stamp}`,
      headRevision: 1,
      createdBy: ada.name,
      summary: { type: 'report', card: 'card.default', results: 'results.default', passed: 1, failed: 0 },
    });
    expect(sinceResults).toEqual({ added: [], removed: [], changed: [] });
    const read = await readArtifact(ada.ctx(), { ...at, artifact: report.identifier });
    expect(read.body).toContain(`"negotiation_card":${CARD},`);
    expect(JSON.parse(read.body)).toEqual({
      artifact_type: 'report',
      negotiation_card_id: 'card.default',
      negotiation_card: JSON.parse(CARD),
      test_suite_id: 'suite.default',
      test_suite: SUITE,
      test_results_id: 'results.default',
      test_results: RESULTS,
      comments: [{ content: 'Not before the faster computer.' }],
    });
    expect(await lastAudit(database.opened, report.id)).toMatchObject({
      action: 'artifact.create',
      details: { copies: ['card.default@1', 'suite.default@1', 'results.default@1'] },
    });
  });

  it('stays what it was when its sources change', async () => {
    const { choice, ada, write, at } = await judgedVersion();
    const { report } = await composeReport(ada.ctx(), { ...choice, name: 'release 1' });
    expect(report.identifier).toMatch(/^report\.release 1-\d{8}-\d{6}$/);
    await write(postedArtifactText('card', { artifact_type: 'card' }), true);
    await deleteArtifact(ada.ctx(), { ...at, artifact: 'results.default' });
    const read = await readArtifact(ada.ctx(), { ...at, artifact: report.identifier });
    expect(read.body).toBe(report.body);
  });

  it('refuses without credentials, without permission, and in a project that is not readable', async () => {
    const { choice, ada, at } = await judgedVersion('viewer');
    await expect(composeReport(ctxFor(database.opened, ANONYMOUS), choice)).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    await expect(composeReport(ada.ctx(), choice)).rejects.toMatchObject({
      code: 'forbidden',
      permission: 'artifact:create',
    });
    const elsewhere = await makeProject(database.opened);
    const bob = await makeUser(database.opened, { role: 'admin', projectId: elsewhere.id });
    for (const project of [at.project, elsewhere.name])
      await expect(composeReport(bob.ctx(), { ...choice, project })).rejects.toMatchObject({
        code: 'not_found',
      });
    await expect(previewReport(bob.ctx(), choice)).rejects.toMatchObject({ code: 'not_found', hidden: true });
  });

  it('says beside each part what was not chosen, and what is not there', async () => {
    const { choice, ada } = await judgedVersion();
    const nothing = { ...choice, card: '', suite: 'results.default', results: 'card.default' };
    await expect(composeReport(ada.ctx(), nothing)).rejects.toMatchObject({
      code: 'invalid',
      issues: [
        { path: 'card', message: 'Choose a negotiation card.' },
        { path: 'suite', message: "'results.default' does not name a test suite (suite)." },
        { path: 'results', message: "'card.default' does not name test results (results)." },
      ],
    });
    await expect(composeReport(ada.ctx(), { ...choice, suite: 'suite.other' })).rejects.toMatchObject({
      code: 'not_found',
      message: expect.stringContaining('suite.other'),
    });
    await expect(composeReport(ada.ctx(), { ...choice, name: 'a\u202eb' })).rejects.toMatchObject({
      code: 'invalid',
    });
  });

  it('refuses a second report of the same second, and sources that moved since they were seen', async () => {
    const { choice, ada, owner, write } = await judgedVersion();
    const ctx = ada.ctx();
    await composeReport(ctx, choice);
    await expect(composeReport({ ...ada.ctx(), now: ctx.now }, choice)).rejects.toMatchObject({
      code: 'conflict',
    });
    await write(postedArtifactText('suite', SUITE), true);
    const seen = { ...choice, name: unique('late'), expected: { card: 1, suite: 1, results: 1 } };
    await expect(composeReport(ada.ctx(), seen)).rejects.toMatchObject({
      code: 'precondition',
      message: expect.stringContaining(
        `suite.default has changed since you looked: ${owner.name} wrote revision 2`,
      ),
    });
    await expect(
      composeReport(ada.ctx(), { ...seen, expected: { ...seen.expected, suite: 2 } }),
    ).resolves.toMatchObject({ report: { headRevision: 1 } });
  });
});

describe('previewReport', () => {
  it('counts what would be copied and names what no case tests', async () => {
    const { choice, ada } = await judgedVersion();
    expect(await previewReport(ada.ctx(), choice)).toMatchObject({
      sources: { card: { headRevision: 1 }, suite: { identifier: 'suite.default' } },
      scenarios: 2,
      cases: 1,
      verdict: { passed: 1, failed: 0, info: 0 },
      withoutResult: [],
      sinceResults: { added: [], removed: [], changed: [] },
      uncovered: ['card.default-qas_002'],
      strange: [],
    });
  });

  it('says, and does not forbid, that the results were made against another suite', async () => {
    const { choice, ada, write } = await judgedVersion();
    const changed = testCase('accuracy', { goal: 'stricter', qas_list: ['card.default-qas_001'] });
    await write(postedArtifactText('suite', body.suite({ test_cases: [changed, testCase('speed')] })), true);
    const sinceResults = { added: ['speed'], removed: [], changed: ['accuracy'] };
    expect(await previewReport(ada.ctx(), choice)).toMatchObject({ sinceResults });
    expect(await composeReport(ada.ctx(), choice)).toMatchObject({ sinceResults });
  });

  it('sees results that lack one, which cannot be composed', async () => {
    const { choice, ada } = await judgedVersion();
    const old = { ...body.results(), results: {} };
    const { id } = await readArtifact(ada.ctx(), { ...choice, artifact: choice.results });
    await database.opened.db
      .update(artifactRevisions)
      .set({ body: JSON.stringify(old) })
      .where(eq(artifactRevisions.artifactId, id));
    expect(await previewReport(ada.ctx(), choice)).toMatchObject({ withoutResult: ['accuracy'] });
    await expect(composeReport(ada.ctx(), choice)).rejects.toMatchObject({
      code: 'invalid',
      issues: [
        {
          path: 'results',
          message:
            "Test case 'accuracy' of the suite in results.default has no result there; validate again first.",
        },
      ],
    });
  });
});
