import { afterEach, expect, it } from 'vitest';
import { noteWorkers, workerStarts } from './worker-starts';

const SLOT = Symbol.for('assay.worker-starts');
afterEach(() => Reflect.deleteProperty(globalThis, SLOT));

it('of workers are told where the first process did, and the last word counts', () => {
  expect(workerStarts()).toBeNull();
  noteWorkers({ workersStartedAt: [1_000, 2_000] });
  noteWorkers({ workersStartedAt: [1_000, 3_000] });
  expect(workerStarts()).toEqual([new Date(1_000), new Date(3_000)]);
});

it.each([null, 'ending', {}, { workersStartedAt: 'now' }, { workersStartedAt: ['now'] }])(
  'pass over %j',
  (message) => {
    noteWorkers(message);
    expect(workerStarts()).toBeNull();
  },
);
