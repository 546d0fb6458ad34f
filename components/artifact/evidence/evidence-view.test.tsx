import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { ExactNumber } from '@/lib/json/exact-number';
import { evidence } from '../testing/bodies';
import { textOfHtml } from '../testing/text-of-html';
import { EvidenceView } from './evidence-view';
import { numberText, unitText } from './unit-text';

const html = (value: unknown) =>
  renderToStaticMarkup(<EvidenceView body={evidence(value)} hrefOfCase={(id) => `/suite#case-${id}`} />);
const text = (value: unknown) => textOfHtml(html(value));

describe('EvidenceView', () => {
  it('shows a number with its unit', () => {
    expect(text({ evidence_type: 'real', real: 0.25, unit: 'meter / second ** 2' })).toContain(
      'Measured 0.25 meter / second²',
    );
    expect(text({ evidence_type: 'integer', integer: 1234567, unit: null })).toContain('Measured 1,234,567');
  });

  it('shows every digit of a number, and says of what is none that it is none', () => {
    const nan = new ExactNumber('NaN');
    const big = new ExactNumber('9007199254740993');
    expect(text({ evidence_type: 'integer', integer: big })).toContain('9,007,199,254,740,993');
    expect(text({ evidence_type: 'real', real: new ExactNumber('86400.0') })).toContain('Measured 86400.0');
    expect(text({ evidence_type: 'real', real: nan, unit: 'ms' })).toContain(
      'Measured NaN ms Not a number: it passes no threshold.',
    );
    expect(text({ evidence_type: 'real', real: 0.5 })).not.toContain('Not a number');
    const data = [new ExactNumber('0.50'), nan, new ExactNumber('Infinity')];
    const list = text({ evidence_type: 'array', data });
    expect(list).toContain('1 number · min 0.5 · mean 0.5 · max 0.5 · 2 not a number');
    expect(list).toContain('0 0.50 1 not a number (NaN) 2 not a number (Infinity)');
    expect(text({ evidence_type: 'opaque', data: { loss: nan, word: 'NaN' } })).toContain(
      'loss not a number (NaN) word NaN',
    );
  });

  it('shows zero as a number', () => {
    expect(text({ evidence_type: 'integer', integer: 0, unit: null })).toContain('Measured 0');
  });

  it('keeps the lines and spaces of a text', () => {
    expect(html({ evidence_type: 'string', string: 'a\n  b' })).toContain('>a\n  b</p>');
  });

  it('draws a list of numbers with its range, and a list of objects by their fields', () => {
    expect(text({ evidence_type: 'array', data: [3, 1, 2] })).toContain('3 numbers · min 1 · mean 2 · max 3');
    const rows = [{ lamp: 'old', ok: false }, { lamp: 'new' }];
    expect(text({ evidence_type: 'array', data: rows })).toContain('# lamp ok 0 old false 1 new –');
  });

  it('shows the first 200 of many values and says how many more there are', () => {
    const many = text({ evidence_type: 'array', data: Array.from({ length: 1200 }, (_, i) => i) });
    expect(many).toContain('1,200 numbers');
    expect(many).toContain('1,000 more values are in the raw JSON.');
  });

  it('draws statistics of a resource as a small table', () => {
    expect(
      text({ evidence_type: 'opaque', data: { avg: 12.5, min: 3, max: 28, unit: 'percent' } }),
    ).toContain('min average max 3 percent 12.5 percent 28 percent');
  });

  it('draws deeper data as a tree', () => {
    expect(text({ evidence_type: 'opaque', data: { layers: [{ name: 'fc', shape: [2, 3] }] } })).toContain(
      'layers · 1 item',
    );
  });

  it('links its test case', () => {
    expect(html({ evidence_type: 'real', real: 1 })).toContain('href="/suite#case-accuracy"');
  });

  it('shows a value of a type that it does not know', () => {
    const said = text({ evidence_type: 'tensor', shape: [1] });
    expect(said).toContain('Of type tensor, which has no view of its own.');
    expect(said).toContain('shape [1]');
  });
});

describe('units and numbers', () => {
  it.each([
    ['second ** -1', 'second⁻¹'],
    ['kilogram * meter ** 2.0', 'kilogram · meter²'],
    ['meter ** 0.5', 'meter ** 0.5'],
    ['percent', 'percent'],
  ])('writes %s as %s', (unit, expected) => {
    expect(unitText(unit)).toBe(expected);
  });

  it('groups the digits of long integers only', () => {
    expect(['1234', '-12345', '12345.5', '1e21'].map(numberText)).toEqual([
      '1234',
      '-12,345',
      '12345.5',
      '1e21',
    ]);
  });
});
