import { DrizzleQueryError } from 'drizzle-orm/errors';
import { afterEach, describe, expect, it } from 'vitest';
import { inExchange } from '@/lib/core/exchange';
import { createLog, described, logConsole } from './log';

const SECRET = 'hush-hush';

/** What a query of ours throws, with parameters in the message, one of which looks like a frame. */
function failedStatement(): Error {
  const cause = Object.assign(new Error(`invalid input syntax: "${SECRET}"`), { code: '22P02' });
  cause.name = 'error';
  return new DrizzleQueryError('select $1', [SECRET, `x\n    at ${SECRET} (a.js:1:1)`], cause);
}

describe('an error in the log', () => {
  it('tells its cause, code and frames, and never the parameters of a statement', () => {
    const result = described(new Error('while saving', { cause: failedStatement() }));
    expect(result).toMatchObject({
      name: 'Error',
      message: 'while saving',
      cause: { name: 'Error', cause: { name: 'error', code: '22P02' } },
    });
    expect(JSON.stringify(result)).not.toContain(SECRET);
    expect(JSON.stringify((result['cause'] as Record<string, unknown>)['frames'])).toContain('log.test.ts');
  });

  it('tells no frames where a changed message hides their beginning', () => {
    const error = new Error(`before\n    at ${SECRET} (a.js:1:1)`);
    // Made only when somebody asks for it.
    expect(error.stack).toContain(SECRET);
    error.message = 'changed since';
    expect(described(error)).toMatchObject({ message: 'changed since', frames: [] });
  });

  it('ends where causes go round in a circle, and says what was thrown that is no error', () => {
    const error = new Error('round');
    error.cause = error;
    expect(JSON.stringify(described(error))).toContain('round');
    expect(described('text')).toEqual({ thrown: 'string' });
  });
});

describe('what packages print', () => {
  const { error, warn } = console;
  afterEach(() => {
    Object.assign(console, { error, warn });
  });

  it('lands in the log in lines of its own, with the number of the request and nothing that was typed', () => {
    const lines: Record<string, unknown>[] = [];
    logConsole(createLog('info', { write: (line) => lines.push(JSON.parse(line)) }));
    const fault = Object.assign(failedStatement(), { digest: '123' });
    inExchange({ statusCode: 200, headersSent: false, getHeader: () => 'r-1' }, () =>
      console.error(' \u2a2f', fault),
    );
    console.warn(`Failed query: select $1\nparams: ${SECRET}`);
    expect(lines).toMatchObject([
      { level: 50, id: 'r-1', fault: { name: 'Error', digest: '123', cause: { code: '22P02' } } },
      { level: 40, msg: 'Failed query: select $1' },
    ]);
    expect(JSON.stringify(lines)).not.toContain(SECRET);
  });
});
