import { describe, expect, it } from 'vitest';
import { ZENML_TABLE } from '@/lib/wire/zenml/table';
import { type Operation, operationOf } from '../operations';
import { pythonJson } from '../python';
import { ZENML } from '.';
import { ZENML_OPERATIONS } from './operations';

const BASE = /^\/+api\/zenml(\/\{\{\w+\}\}x?)?/;
const OPERATIONS = Object.keys(ZENML_OPERATIONS) as Operation[];
const result = ZENML.flatMap(({ exchanges }) => exchanges).filter(({ repeats }) => repeats !== true);
const written = ZENML.filter(({ title }) => title !== 'strangers')
  .flatMap(({ exchanges }) => exchanges)
  .filter(({ repeats }) => repeats !== true);
const requested = result.map((exchange) => ({
  exchange,
  operation: operationOf(exchange, BASE, OPERATIONS),
}));

describe('the conversation of ZenML clients', () => {
  it('knows the operations of the door, all of them and no others', () => {
    const shape = (operation: string) => operation.replaceAll(/\{\w+\}/g, '{}');
    const served = ZENML_TABLE.map(({ method, path }) => `${method} ${path}`);
    expect(served.map(shape).sort()).toEqual(OPERATIONS.map(shape).sort());
    expect(OPERATIONS).toHaveLength(50);
  });

  it.each(Object.entries(ZENML_OPERATIONS))(
    'has %s succeed and refused in every way',
    (operation, refusals) => {
      const met = new Set(
        requested.filter((each) => each.operation === operation).map(({ exchange }) => exchange.reply[0]),
      );
      expect([...met].sort()).toEqual(expect.arrayContaining([200, ...refusals]));
    },
  );

  it('has at least 200 requests that are not one again, each proving something of its own', () => {
    expect(written.length).toBeGreaterThanOrEqual(200);
    for (const { title, exchanges } of ZENML) {
      const claims = exchanges.filter(({ repeats }) => repeats !== true).map(({ claim }) => claim);
      const twice = claims.filter((claim, n) => claims.indexOf(claim) !== n);
      expect(twice, title).toEqual([]);
    }
  });

  it('meets every status that clients know', () => {
    const met = new Set(result.map(({ reply: [status] }) => status));
    expect([...met].sort()).toEqual([200, 307, 400, 401, 403, 404, 405, 409, 422]);
  });
});

describe('JSON from Python', () => {
  it.each([
    [{ a: [1, null, true], b: {} }, '{"a": [1, null, true], "b": {}}'],
    ['gärtnerei 🙂\n"\u007f', '"g\\u00e4rtnerei \\ud83d\\ude42\\n\\"\\u007f"'],
    [[], '[]'],
    [0.5, '0.5'],
  ])('of %j is %s', (value, text) => {
    expect(pythonJson(value)).toBe(text);
    expect(JSON.parse(pythonJson(value))).toEqual(value);
  });
});
