import { describe, expect, it } from 'vitest';
import { MLTE_TABLE } from '@/lib/wire/mlte/table';
import { operationOf } from '../operations';
import { MLTE } from '.';
import { MLTE_OPERATIONS } from './operations';

const BASE = /^\/+(p\/[^/]+\/)?api/;
const result = MLTE.flatMap(({ exchanges }) => exchanges).filter(({ repeats }) => repeats !== true);
const requested = result.map((exchange) => ({
  exchange,
  operation: operationOf(exchange, BASE, MLTE_OPERATIONS),
}));

describe('the conversation of MLTE clients', () => {
  it('knows the operations of the door, all of them and no others', () => {
    const shape = (operation: string) => operation.replaceAll(/\{\w+\}/g, '{}');
    const served = MLTE_TABLE.map(({ method, path }) => `${method} ${path}`);
    expect(served.map(shape).sort()).toEqual(MLTE_OPERATIONS.map(shape).sort());
    expect(MLTE_OPERATIONS).toHaveLength(49);
  });

  it.each(MLTE_OPERATIONS)('has %s succeed and be refused', (operation) => {
    const statuses = requested
      .filter((each) => each.operation === operation)
      .map(({ exchange }) => exchange.reply[0]);
    expect(statuses).toContain(200);
    // Health refuses nobody.
    if (operation !== 'GET /healthz') expect(statuses.some((status) => status >= 400)).toBe(true);
  });

  it('has at least 150 requests that are not one again, each proving something of its own', () => {
    expect(result.length).toBeGreaterThanOrEqual(150);
    for (const { title, exchanges } of MLTE) {
      const claims = exchanges.filter(({ repeats }) => repeats !== true).map(({ claim }) => claim);
      const twice = claims.filter((claim, n) => claims.indexOf(claim) !== n);
      expect(twice, title).toEqual([]);
    }
  });

  it('meets every status that clients know', () => {
    const met = new Set(result.map(({ reply: [status] }) => status));
    expect([...met].sort()).toEqual([200, 307, 400, 401, 403, 404, 405, 409, 415, 422]);
  });
});
