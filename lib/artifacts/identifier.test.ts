import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ARTIFACT_TYPES } from '@/db/schema';
import { body } from '@/lib/testing/artifacts';
import { identify, prefixed, typeOfIdentifier } from './identifier';
import { parseArtifact, parseWriteRequest } from './posted';
import { assignScenarioIds } from './scenario-ids';

const NOW = new Date('2026-11-22T08:45:00.500Z');
const types = fc.constantFrom(...ARTIFACT_TYPES);
const words = fc
  .stringMatching(/^[a-zA-Z0-9/ äß_.-]{1,30}$/)
  .filter((word) => word.trim() === word && !word.includes('---'));

describe('identifiers', () => {
  it('bear their type once, and tell it', () => {
    fc.assert(
      fc.property(types, words, (type, word) => {
        const once = prefixed(type, word);
        expect(prefixed(type, once)).toBe(once);
        expect(typeOfIdentifier(once)).toBe(type);
      }),
    );
    expect(typeOfIdentifier('cards.default')).toBeNull();
  });

  it('of posted artifacts do not change when what was answered is posted again', () => {
    fc.assert(
      fc.property(types, words, fc.boolean(), (type, identifier, keep) => {
        const posted =
          type === 'evidence' ? body.evidence({ metadata: { test_case_id: identifier } }) : body[type]();
        let first: string;
        try {
          first = identify({ type, identifier }, posted, NOW, keep);
        } catch (error) {
          expect(error).toMatchObject({ code: 'invalid' });
          return;
        }
        expect(identify({ type, identifier: first }, posted, new Date(0), keep)).toBe(first);
        expect(first.startsWith(`${type}.`)).toBe(true);
      }),
    );
  });

  it('of reports carry the time, unless they have one or come from another store', () => {
    const of = (identifier: string, keep = false) => identify({ type: 'report', identifier }, {}, NOW, keep);
    expect(of('default')).toBe('report.default-20261122-084500');
    expect(of('report.default-20250101-000000')).toBe('report.default-20250101-000000');
    expect(of('default', true)).toBe('report.default');
  });

  it('hold no ---, no NUL and at most 255 bytes', () => {
    for (const identifier of ['a---b', 'a\0b', 'ä'.repeat(130), 'a\u200bb'])
      expect(() => identify({ type: 'card', identifier }, {}, NOW, false)).toThrow(
        expect.objectContaining({
          code: 'invalid',
          issues: [expect.objectContaining({ path: 'header.identifier' })],
        }),
      );
  });
});

describe('assignScenarioIds', () => {
  it('gives every scenario an id of its own, keeps those there, and does nothing the second time', async () => {
    const ids = fc.array(
      fc.oneof(
        fc.constantFrom(null, undefined, '', 'mine', 'x-qas_99999999999'),
        fc.nat(1_200).map((n) => `card.c-qas_${n}`),
      ),
      { maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(ids, fc.nat(2_000), async (given, formerly) => {
        const scenarios = given.map((identifier) => ({
          ...(identifier === undefined ? {} : { identifier }),
          quality: '',
        }));
        const text = JSON.stringify({ system_requirements: scenarios });
        const { body: assigned, made: told } = await assignScenarioIds(text, 'card.c', async () => ({
          highest: formerly,
          head: null,
        }));
        const after = (JSON.parse(assigned) as { system_requirements: { identifier: string }[] })
          .system_requirements;
        const made = after.filter((_, n) => !given[n]).map(({ identifier }) => identifier);
        expect(new Set([...made, ...given.filter(Boolean)]).size).toBe(
          made.length + new Set(given.filter(Boolean)).size,
        );
        for (const [n, id] of given.entries()) if (id) expect(after[n]?.identifier).toBe(id);
        for (const id of made) expect(id).toMatch(/^card\.c-qas_\d{3,}$/);
        expect(made).toEqual(told);
        for (const id of made) expect(Number(id.slice('card.c-qas_'.length))).toBeGreaterThan(formerly);
        const again = await assignScenarioIds(assigned, 'card.c', () => Promise.reject(new Error('asked')));
        expect(again).toEqual({ body: assigned, made: [] });
      }),
    );
  });

  it('takes a card of 50,000 scenarios that say nothing in one pass, and gives all their ids again', async () => {
    const text = JSON.stringify({ system_requirements: Array.from({ length: 50_000 }, () => ({})) });
    const { body: head, made } = await assignScenarioIds(text, 'card.c', async () => ({
      highest: 0,
      head: null,
    }));
    expect(made).toHaveLength(50_000);
    const again = await assignScenarioIds(text, 'card.c', async () => ({ highest: 50_000, head }));
    expect(again).toEqual({ body: head, made: [] });
  });

  it('gives a scenario that is saved again without its id the id that it has, whatever moved or went', async () => {
    const texts = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 6 });
    const cardOf = (responses: readonly string[]) =>
      JSON.stringify({ system_requirements: responses.map((response) => ({ response, source: null })) });
    const idsOf = (body: string) =>
      (JSON.parse(body) as { system_requirements: { identifier: string; response: string }[] })
        .system_requirements;
    await fc.assert(
      fc.asyncProperty(texts, texts, async (before, after) => {
        const none = async () => ({ highest: 0, head: null });
        const { body: head } = await assignScenarioIds(cardOf(before), 'card.c', none);
        const formerly = async () => ({ highest: before.length, head });
        const same = await assignScenarioIds(cardOf(before), 'card.c', formerly);
        expect(idsOf(same.body)).toEqual(idsOf(head));
        expect(same.made).toEqual([]);
        const { body, made } = await assignScenarioIds(cardOf(after), 'card.c', formerly);
        const had = new Map(idsOf(head).map(({ identifier, response }) => [identifier, response]));
        for (const { identifier, response } of idsOf(body))
          expect(had.get(identifier) ?? response).toBe(response);
        const count = (list: readonly string[], text: string) => list.filter((each) => each === text).length;
        const isNew = (text: string) => Math.max(0, count(after, text) - count(before, text));
        expect(made).toHaveLength([...new Set(after)].reduce((sum, text) => sum + isNew(text), 0));
        for (const id of made) expect(had.has(id)).toBe(false);
      }),
    );
  });
});

describe('a write request', () => {
  it('gives up its artifact and body character for character', () => {
    const bodyText = '{ "artifact_type":"card",\n\t"n" : 1e2, "u":"\\u00e4" }';
    const artifact = `{"body":${bodyText} , "header" : {"type":"card","identifier":"x","extra":1}}`;
    const request = parseWriteRequest(`{"force":true,"artifact": ${artifact}}`);
    expect(request).toEqual({ artifactText: artifact, force: true, parents: false });
    expect(parseArtifact(request.artifactText)).toEqual({
      type: 'card',
      identifier: 'x',
      bodyText,
      header: { creator: null, timestamp: null },
    });
  });

  it.each([
    ['{}', 'artifact'],
    ['{"artifact":{},"force":"yes"}', 'force'],
  ])('refuses %s, naming %s', (text, path) => {
    expect(() => parseWriteRequest(text)).toThrow(
      expect.objectContaining({ code: 'invalid', issues: [expect.objectContaining({ path })] }),
    );
  });

  it.each([
    ['[]', 'header'],
    ['{"header":{}}', 'body'],
    ['{"header":{"type":"poem","identifier":"x"},"body":{}}', 'header.type'],
    ['{"header":{"type":"card","identifier":5},"body":{}}', 'header.identifier'],
    ['{"header":{"type":"card","identifier":"x","timestamp":1.5},"body":{}}', 'header.timestamp'],
  ])('refuses the artifact %s, naming %s', (text, path) => {
    expect(() => parseArtifact(text)).toThrow(
      expect.objectContaining({ code: 'invalid', issues: [expect.objectContaining({ path })] }),
    );
  });
});
