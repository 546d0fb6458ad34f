import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { readArtifact } from '@/lib/artifacts/read-artifact';
import { writeArtifact } from '@/lib/artifacts/write-artifact';
import { ANONYMOUS } from '@/lib/core/actor';
import { body, makeWorkplace, postedArtifactText, result, testCase } from '@/lib/testing/artifacts';
import { lastAudit } from '@/lib/testing/audit';
import { ctxFor, makeProject, makeUser } from '@/lib/testing/world';
import { type Judgement, judged, validateManually } from './validate-manually';

const database = testDatabase();

const evidence = { test_case_id: 'tone', measurement: { measurement_class: 'm', output_class: 'o' } };
const RESULTS = body.results({
  test_suite: body.suite({ test_cases: ['accuracy', 'tone', 'look'].map((id) => testCase(id)) }),
  results: {
    accuracy: result('Success'),
    tone: result('Info', { message: 'Read it aloud', evidence_metadata: evidence, additional_data: 'a' }),
    look: result('Info', { message: 'Look at it' }),
  },
});

/** A workplace with results of which two wait for a person. */
async function waiting(role?: 'admin' | 'maintainer' | 'viewer') {
  const place = await makeWorkplace(database.opened, role);
  const write = { ...place.at, artifactText: postedArtifactText('results', RESULTS) };
  await writeArtifact(place.owner.ctx(), write);
  const address = { ...place.at, artifact: 'results.default', expectedRevision: 1 };
  return { ...place, address };
}

const passes = (name: string, message = 'It sounds right'): Judgement => ({
  testCase: name,
  type: 'Success',
  message,
});
const fails = (name: string, message = 'Too dark'): Judgement => ({
  testCase: name,
  type: 'Failure',
  message,
});

describe('validateManually', () => {
  it('turns several Info results into verdicts as the clients word them, and leaves the rest', async () => {
    const { address, ada } = await waiting();
    const judgements = [passes('tone', '  It sounds right '), fails('look')];
    const written = await validateManually(ada.ctx(), { ...address, judgements });
    expect(written).toMatchObject({ headRevision: 2, summary: { passed: 2, failed: 1, info: 0 } });
    const read = await readArtifact(ada.ctx(), address);
    expect(read.body).toBe(written.body);
    expect(JSON.parse(read.body)).toEqual({
      ...RESULTS,
      results: {
        accuracy: result('Success'),
        tone: {
          type: 'Success',
          message: 'Manually validated: It sounds right (original message: Read it aloud)',
          evidence_metadata: null,
          additional_data: 'a',
        },
        look: {
          type: 'Failure',
          message: 'Manually validated: Too dark (original message: Look at it)',
          evidence_metadata: null,
        },
      },
    });
  });

  it('tells the audit log which cases, and which way', async () => {
    const { address, ada } = await waiting();
    const written = await validateManually(ada.ctx(), {
      ...address,
      judgements: [passes('tone'), fails('look')],
    });
    expect(await lastAudit(database.opened, written.id)).toMatchObject({
      action: 'artifact.update',
      actor: { name: ada.name },
      details: {
        revision: 2,
        sha256: createHash('sha256').update(written.body).digest('hex'),
        validatedAsSuccess: ['tone'],
        validatedAsFailure: ['look'],
      },
    });
  });

  it('refuses without credentials, without permission, and in a project that is not readable', async () => {
    const { address, ada } = await waiting('viewer');
    const input = { ...address, judgements: [passes('tone')] };
    await expect(validateManually(ctxFor(database.opened, ANONYMOUS), input)).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    await expect(validateManually(ada.ctx(), input)).rejects.toMatchObject({
      code: 'forbidden',
      permission: 'artifact:update',
    });
    const elsewhere = await makeProject(database.opened);
    const bob = await makeUser(database.opened, { role: 'admin', projectId: elsewhere.id });
    await expect(validateManually(bob.ctx(), input)).rejects.toMatchObject({
      code: 'not_found',
      hidden: true,
    });
    expect(await readArtifact(ada.ctx(), address)).toMatchObject({ headRevision: 1 });
  });

  it('names everything that is wrong at once and writes nothing', async () => {
    const { address, ada } = await waiting();
    const judgements = [
      passes('accuracy'),
      passes('tone', ' \n'),
      passes('tone', 'again'),
      passes('ghost'),
      passes('look', 'x'.repeat(10_001)),
    ];
    await expect(validateManually(ada.ctx(), { ...address, judgements })).rejects.toMatchObject({
      code: 'invalid',
      issues: [
        {
          path: 'judgements.0.testCase',
          message: "The result of 'accuracy' is Success; only those of type Info can be validated by hand.",
        },
        {
          path: 'judgements.1.message',
          message: "The judgement of 'tone' needs a message that says why.",
        },
        { path: 'judgements.2.testCase', message: "'tone' is judged twice." },
        { path: 'judgements.3.testCase', message: "There is no result of 'ghost'." },
        { path: 'judgements.4.message' },
      ],
    });
    await expect(validateManually(ada.ctx(), { ...address, judgements: [] })).rejects.toMatchObject({
      issues: [{ path: 'judgements' }],
    });
    expect(await readArtifact(ada.ctx(), address)).toMatchObject({ headRevision: 1 });
  });

  it('is for results only, and for ones that are there', async () => {
    const { at, address, ada } = await waiting();
    await writeArtifact(ada.ctx(), { ...at, artifactText: postedArtifactText('evidence') });
    const input = { ...address, judgements: [passes('tone')] };
    await expect(
      validateManually(ada.ctx(), { ...input, artifact: 'evidence.accuracy' }),
    ).rejects.toMatchObject({ code: 'invalid', message: 'evidence.accuracy is not of type results.' });
    await expect(validateManually(ada.ctx(), { ...input, artifact: 'results.other' })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('lets one of two who judge the same revision win and names them to the other', async () => {
    const { address, ada, owner } = await waiting();
    const [mine, theirs] = await Promise.allSettled([
      validateManually(ada.ctx(), { ...address, judgements: [passes('tone')] }),
      validateManually(owner.ctx(), { ...address, judgements: [fails('tone')] }),
    ]);
    const winner = mine.status === 'fulfilled' ? ada : owner;
    const lost = [mine, theirs].filter((each) => each.status === 'rejected');
    expect(lost).toHaveLength(1);
    expect(lost[0]?.reason).toMatchObject({
      code: 'precondition',
      message: expect.stringContaining(`${winner.name} wrote revision 2`),
    });
    const late = { ...address, judgements: [passes('look')] };
    await expect(validateManually(ada.ctx(), late)).rejects.toMatchObject({ code: 'precondition' });
    expect(await readArtifact(ada.ctx(), address)).toMatchObject({ headRevision: 2 });
  });
});

describe('judged', () => {
  it('keeps every character but those of the verdicts: unknown fields, numbers, spaces, order', () => {
    const text =
      '{ "future":[1.50, 9007199254740993],\n "results" :{"a":{"message":"look","seen" : 1e3,"type":"Info"},"b":{ "type":"Info" , "message":"m", "evidence_metadata":{"x":1}}}, "test_suite":{} }';
    expect(judged(text, [passes('b', 'ok')])).toBe(
      '{ "future":[1.50, 9007199254740993],\n "results" :{"a":{"message":"look","seen" : 1e3,"type":"Info"},"b":{ "type":"Success" , "message":"Manually validated: ok (original message: m)", "evidence_metadata":null}}, "test_suite":{} }',
    );
    expect(judged(text, [fails('a', 'no')])).toContain(
      '"a":{"message":"Manually validated: no (original message: look)","seen" : 1e3,"type":"Failure", "evidence_metadata": null}',
    );
  });

  it('writes whatever is typed as one message and touches no other case', () => {
    const word = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => text.trim() !== '');
    fc.assert(
      fc.property(word, fc.string({ unit: 'grapheme' }), word, (message, original, name) => {
        fc.pre(!message.includes('\0') && !original.includes('\0') && !name.includes('\0'));
        const other = { type: 'Info', message: 'other' };
        const requested = { type: 'Info', message: original, extra: [original] };
        const results = { [`${name} `]: other, [name]: requested };
        const made = JSON.parse(judged(JSON.stringify({ results }), [passes(name, message)]));
        expect(made.results).toEqual({
          [`${name} `]: other,
          [name]: {
            type: 'Success',
            message: `Manually validated: ${message.trim()} (original message: ${original})`,
            extra: [original],
            evidence_metadata: null,
          },
        });
      }),
    );
  });
});
