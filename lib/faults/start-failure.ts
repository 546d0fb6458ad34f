import { awayIn } from '@/db/database-away';
import { describedThing } from '@/db/described-thing';
import { sqlState } from '@/db/sql-state';

/** The server cannot start as it is set up. The message is one sentence that says what to do. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart';
}

/** Exit status of a worker whose address is taken: starting another would not help. */
export const ADDRESS_TAKEN = 98;

/** Errors whose message is such a sentence. */
const CLEAR: ReadonlySet<string> = new Set([
  'CannotStart',
  'BadEnvironment',
  'BadAddress',
  'DirectoryInUse',
  'BadFolder',
  'NoRoom',
]);

/** Where the server was to listen. */
interface ListenAddress {
  readonly host: string;
  readonly port: number;
}

/**
 * What to print when starting failed: one sentence where the cause is known, else all that is known of it, and never a
 * connection string, nor the parameters of a statement. `at` is null where nothing was to listen.
 */
export function startFailure(error: unknown, at: ListenAddress | null): string {
  const chain = chainOf(error);
  const clear = chain.find(({ name }) => CLEAR.has(name));
  if (clear !== undefined) return clear.message;
  const isAway = awayIn(error) !== null;
  const state = sqlState(error);
  if (isAway || state !== null) return aboutDatabase(chain, isAway, state);
  const [system] = chain.filter((each): each is NodeJS.ErrnoException => 'syscall' in each);
  const known = system === undefined ? null : (aboutListening(system, at) ?? aboutFiles(system));
  return known ?? whole(error);
}

/** The error and its causes that are errors; what is thrown by WebAssembly looks like one and is none. */
function chainOf(error: unknown): Error[] {
  const chain: Error[] = [];
  for (let at = error; at instanceof Error && chain.length < 8; at = at.cause) chain.push(at);
  return chain;
}

function aboutDatabase(chain: readonly Error[], isAway: boolean, state: string | null): string {
  // The innermost is the driver's own; the outer ones may quote a statement with its parameters.
  const cause = chain.at(-1);
  const code = state ?? (cause !== undefined && 'code' in cause ? String(cause.code) : null);
  const why = [code, cause?.message].filter((part) => part).join(': ') || 'no reason was given';
  if (isAway || /^(28|3D)/.test(state ?? ''))
    return `DATABASE_URL: the database cannot be opened (${why}): check that it runs and lets this user in.`;
  if (state === '42501')
    return `DATABASE_URL: this user may not do what Assay needs (${why}): let it own the database.`;
  if (state === '53100') return `The disk of the database is full (${why}): make room there.`;
  return `The database refused a statement (${why}).`;
}

function aboutListening(
  { code, syscall, ...rest }: NodeJS.ErrnoException,
  at: ListenAddress | null,
): string | null {
  const isName = syscall === 'getaddrinfo' && 'hostname' in rest && rest.hostname === at?.host;
  if (at === null || (syscall !== 'listen' && syscall !== 'bind' && !isName)) return null;
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${at.port} on ${at.host} is in use by another program: stop it, or set PORT.`;
    case 'EACCES':
      return `Listening on port ${at.port} is not allowed for this user: set PORT to one above 1023.`;
    default:
      return `The address ${at.host} is none of this machine (${code}): set HOST to one that is.`;
  }
}

const FILE_CALLS: ReadonlySet<string> = new Set(['mkdir', 'open', 'read', 'write', 'realpath', 'unlink']);

function aboutFiles({ code, syscall, path }: NodeJS.ErrnoException): string | null {
  if (path === undefined || !FILE_CALLS.has(syscall ?? '')) return null;
  return `${path} cannot be used (${code}): see to it that this user may read and write there, or set ASSAY_DATA_DIR.`;
}

function whole(error: unknown): string {
  if (error instanceof AggregateError)
    return [error.stack, ...error.errors.map((each) => whole(each))].join('\n');
  if (error instanceof Error) {
    const text = error.stack ?? error.message;
    return error.cause === undefined ? text : `${text}\nbecause of ${whole(error.cause)}`;
  }
  return describedThing(error);
}
