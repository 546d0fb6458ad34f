import { describe, expect, it } from 'vitest';
import { jsonArrayResponse } from './json-stream';

async function* numbers(count: number, failAt = -1) {
  for (let n = 0; n < count; n += 1) {
    if (n === failAt) throw new Error('the database went away');
    yield n;
  }
}
const text = (n: number) => `{"n":${n},"pad":"${'x'.repeat(1_000)}"}`;

describe('jsonArrayResponse', () => {
  it.each([0, 1, 2, 500])('sends %i items as one JSON array', async (count) => {
    const response = await jsonArrayResponse(numbers(count), text);
    expect(await response.json()).toHaveLength(count);
  });

  it('still throws what goes wrong before the first item', async () => {
    await expect(jsonArrayResponse(numbers(3, 0), text)).rejects.toThrow('went away');
  });

  it('cuts off what goes wrong later: nobody takes it for the whole', async () => {
    const response = await jsonArrayResponse(numbers(500, 400), text);
    await expect(response.text()).rejects.toThrow('went away');
  });

  it('asks for no more once the client has left', async () => {
    let requested = 0;
    async function* counted() {
      try {
        for (;;) {
          requested += 1;
          yield requested;
        }
      } finally {
        requested = -1;
      }
    }
    const response = await jsonArrayResponse(counted(), text);
    await response.body?.cancel();
    expect(requested).toBe(-1);
  });
});
