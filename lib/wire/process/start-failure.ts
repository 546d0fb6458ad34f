/** The server cannot start as it is set up. The message is one sentence that says what to do. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart';
}

/** Exit status of a worker whose address is taken: starting another would not help. */
export const ADDRESS_TAKEN = 98;

const CLEAR: ReadonlySet<string> = new Set(['CannotStart', 'BadEnvironment', 'DirectoryInUse', 'BadFolder']);

/** What to print when starting failed: one sentence where the cause is known, else the whole error. */
export function startFailure(error: unknown, at: { host: string; port: number }): string {
  if (!(error instanceof Error)) return String(error);
  if (CLEAR.has(error.name)) return error.message;
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return `Port ${at.port} on ${at.host} is in use by another program: stop it, or set PORT.`;
    case 'EACCES':
      return `Listening on port ${at.port} is not allowed for this user: set PORT to one above 1023.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `The address ${at.host} is none of this machine: set HOST to one that is.`;
    case 'ECONNREFUSED':
    case 'CONNECT_TIMEOUT':
    case '28P01':
    case '28000':
    case '3D000':
      return `DATABASE_URL: the database cannot be opened (${codeOf(error)}): check that it runs and lets this user in.`;
    case '53100':
      return 'The disk of the embedded database has too little free space to start: make room, or set ASSAY_DATA_DIR to a folder elsewhere.';
    default:
      return error.stack ?? error.message;
  }
}

function codeOf(error: Error): string {
  const own = (error as NodeJS.ErrnoException).code;
  if (own !== undefined) return own;
  return error.cause instanceof Error ? codeOf(error.cause) : '';
}
