import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it, vi } from 'vitest';
import { ArtifactDocument } from './artifact-document';
import { card, evidence, report, result, results, suite, testCase } from './testing/bodies';
import { textOfHtml } from './testing/text-of-html';

const TYPES = ['card', 'suite', 'evidence', 'results', 'report'] as const;
const links = {
  scenario: (id: string) => `/card#${encodeURIComponent(id)}`,
  testCase: (id: string) => `/suite#${encodeURIComponent(id)}`,
  evidence: (id: string) => `/evidence/${encodeURIComponent(id)}`,
  source: () => '/source',
};
const html = (type: string, body: unknown) =>
  renderToStaticMarkup(<ArtifactDocument type={type} body={body} links={links} scenarioIds={[]} />);

const small = suite(testCase('accuracy'));
const bodies: Readonly<Record<(typeof TYPES)[number], object>> = {
  card: card(2),
  suite: small,
  evidence: evidence({ evidence_type: 'opaque', data: { note: 'a', deep: { list: ['b'] } } }),
  results: results(small, { accuracy: result('Failure', 'm', { additional_data: 'd' }) }),
  report: report(),
};

/** The same body with `change` applied to every text in it. */
function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, /_type$/.test(key) ? item : mapTexts(item, change)]),
  );
}

/** The same body with the value at one of its places, at any depth, replaced. */
function replaceAt(value: unknown, place: number, by: unknown): unknown {
  let left = place;
  const walk = (node: unknown): unknown => {
    left -= 1;
    if (left === -1) return by;
    if (Array.isArray(node)) return node.map(walk);
    if (typeof node !== 'object' || node === null) return node;
    return Object.fromEntries(Object.entries(node).map(([key, item]) => [key, walk(item)]));
  };
  return walk(value);
}

/** A property draws up to a hundred documents; on a busy machine that takes a while. */
vi.setConfig({ testTimeout: 60_000 });

describe('ArtifactDocument', () => {
  it.each(TYPES)('draws a whole %s as its type', (type) => {
    expect(html(type, bodies[type])).not.toContain('does not read as');
  });

  it.each(TYPES)('draws any JSON that calls itself %s', (type) => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        expect(html(type, value)).not.toBe('');
      }),
    );
  });

  it.each(TYPES)('draws a %s with anything in any place', (type) => {
    fc.assert(
      fc.property(fc.nat(120), fc.jsonValue({ maxDepth: 2 }), (place, value) => {
        expect(html(type, replaceAt(bodies[type], place, value))).not.toBe('');
      }),
      { numRuns: 50 },
    );
  });

  it.each(TYPES)('never lets a text of a %s become markup', (type) => {
    const attack = `"'><script>alert(1)</script><img src=x onerror=alert(1)>`;
    const markup = html(
      type,
      mapTexts(bodies[type], (text) => text + attack),
    );
    expect(markup).not.toMatch(/<script|<img|\sonerror=alert\(1\)>/);
    expect(textOfHtml(markup)).toContain('alert(1)');
  });

  it.each(TYPES)('never links a %s to anything but web addresses and our own', (type) => {
    const attack = () => 'javascript:alert(1) data:text/html,x vbscript:x https://ok.example/a';
    const hrefs = [...html(type, mapTexts(bodies[type], attack)).matchAll(/href="([^"]*)"/g)].map(
      ([, href]) => href,
    );
    expect(hrefs.length).toBeGreaterThan(0);
    for (const href of hrefs) expect(href).toMatch(/^(#|\/|https:\/\/ok\.example\/a$)/);
  });

  it('says of a body that names another type that it does', () => {
    expect(textOfHtml(html('suite', card(1)))).toContain('artifact_type should be suite but is "card".');
  });

  it('shows an artifact of a type from the future as it is stored', () => {
    expect(textOfHtml(html('poem', { lines: ['a'] }))).toContain('lines ["a"]');
  });
});
