import fc from 'fast-check';
import { expect, test } from 'vitest';
import { startOf } from './run-start';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (n: number) => String(n).padStart(2, '0');

test('every moment of this century comes back from the name that a client makes of it', () => {
  fc.assert(
    fc.property(
      fc.date({
        min: new Date('2000-01-01T00:00:00Z'),
        max: new Date('2099-12-31T23:59:59Z'),
        noInvalidDate: true,
      }),
      fc.stringMatching(/^[a-z_]{1,20}$/),
      (at, pipeline) => {
        const name = `${pipeline}-${two(at.getUTCDate())}_${MONTHS[at.getUTCMonth()]}_${two(at.getUTCFullYear() % 100)}-${two(at.getUTCHours())}_${two(at.getUTCMinutes())}_${two(at.getUTCSeconds())}_${String(at.getUTCMilliseconds()).padStart(3, '0')}123`;
        expect(startOf(pipeline, name)).toEqual(at);
      },
    ),
  );
});

test.each([
  'training',
  'training-31_Feb_22-10_00_00_000000',
  'training-24_Mai_22-10_00_00_000000',
  'training-24_May_22-25_00_00_000000',
  'training-24_May_22-10_00_60_000000',
  'training-24_May_22-10_00_00_0000000',
  'other-24_May_22-10_00_00_000000',
])('%s tells no time', (name) => {
  expect(startOf('training', name)).toBeNull();
});
