import { afterEach, expect, it } from 'vitest';
import { awayIn } from '../database-away';
import { withMet } from '../met';
import { Watch } from './watch';

const watch = new Watch({ received: () => 0, ask: () => new Promise(() => {}), cut: () => {} });
afterEach(() => watch.stop());

it('has everybody note whose question failed, and nobody else, whoever found out', async () => {
  const waiting = { isAway: false };
  const finding = { isAway: false };
  const late = { isAway: false };
  const question = withMet(waiting, () => watch.guard(() => new Promise(() => {})));
  withMet(finding, () => watch.lose(new Error('refused')));
  expect(awayIn(await question.catch((error: unknown) => error))).not.toBeNull();
  await expect(withMet(late, () => watch.guard(async () => 1))).rejects.toThrow();
  expect([waiting, finding, late].map(({ isAway }) => isAway)).toEqual([true, false, true]);
});
