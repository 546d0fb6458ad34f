import { startAssay } from './assay-process';
import { databaseFor, expect, test } from './fixtures';
import { PLANTED_FAULT } from './planted-fault';

interface Line {
  readonly level: number;
  readonly pid: number;
  readonly msg: string;
  readonly worker?: number;
}

const linesOf = (written: string): Line[] =>
  written.split('\n').flatMap((line) => (line.startsWith('{') ? [JSON.parse(line) as Line] : []));

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test('a worker that a fault ends is replaced, nobody is refused meanwhile, and the log says each once @replicas', async () => {
  const { env, drop } = await databaseFor('postgres');
  const assay = await startAssay({
    env: { ...env, ASSAY_ADMIN_PASSWORD: 'correct-horse-battery-9', NODE_OPTIONS: PLANTED_FAULT },
  });
  const answers: string[] = [];
  let isOver = false;
  // A connection each, for the workers to take turns.
  const asking = (async () => {
    while (!isOver)
      await fetch(`${assay.url}/api/v1/projects`, { headers: { Connection: 'close' } }).then(
        async (answer) => answers.push(`${answer.status} ${(await answer.text()).length > 0}`),
        (error: Error) => answers.push(`${error.message} ${String(error.cause)}`),
      );
  })();
  const answering = (after = 0) =>
    new Set(
      linesOf(assay.output())
        .slice(after)
        .flatMap(({ msg, pid }) => (msg === 'request' ? [pid] : [])),
    );
  await expect.poll(() => answering().size).toBe(2);
  const [faulty = 0, other = 0] = answering();
  process.kill(faulty, 'SIGUSR2');
  await expect.poll(() => answering().size).toBe(3);
  await expect.poll(() => isAlive(faulty)).toBe(false);
  const since = linesOf(assay.output()).length;
  const both = [...answering()].filter((pid) => pid !== faulty);
  expect(both).toContain(other);
  await expect.poll(() => [...answering(since)]).toEqual(expect.arrayContaining(both));
  isOver = true;
  await asking;
  expect(new Set(answers)).toEqual(new Set(['401 true']));
  const result = linesOf(assay.output()).filter(({ level }) => level >= 50);
  expect(result).toEqual([
    expect.objectContaining({
      level: 60,
      pid: faulty,
      msg: 'uncaught exception: the process ends',
      fault: expect.objectContaining({ message: 'planted' }),
    }),
    expect.objectContaining({
      level: 50,
      pid: assay.pid,
      msg: 'a worker ends: another is started',
      worker: faulty,
      fault: true,
    }),
  ]);
  expect(await assay.stop()).toBe(0);
  await assay.remove();
  await drop();
});
