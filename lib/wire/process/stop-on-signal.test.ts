import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

/** Runs a process that stops as told, sends it SIGTERM, and tells how it ended. */
async function stopped(stop: string, deadline: number): Promise<{ code: unknown; said: string }> {
  const script = `
    import { stopOnSignal } from ${JSON.stringify(path.resolve('lib/wire/process/stop-on-signal.ts'))};
    stopOnSignal(${stop}, ${deadline});
    setInterval(() => {}, 1_000);
    process.stdout.write('ready');`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script]);
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  await once(child.stdout, 'data');
  child.kill('SIGTERM');
  const [code] = await once(child, 'exit');
  return { code, said };
}

describe('stopping on a signal', () => {
  it('ends with 0 when all is done', async () => {
    expect(await stopped('async () => {}', 60_000)).toEqual({ code: 0, said: '' });
  });

  it('ends with 1 and says so when something is never done', async () => {
    const { code, said } = await stopped('() => new Promise(() => {})', 200);
    expect([code, said]).toEqual([1, expect.stringContaining('longer than 200 ms')]);
  });

  it('ends with 1 when something fails', async () => {
    const { code, said } = await stopped('async () => { throw new Error("broken") }', 60_000);
    expect([code, said]).toEqual([1, expect.stringContaining('broken')]);
  });
});
