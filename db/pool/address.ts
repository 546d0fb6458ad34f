import { userInfo } from 'node:os';
import type { ClientConfig } from 'pg';
import { parseIntoClientConfig } from 'pg-connection-string';

/** The address of the server cannot be meant. The message is one sentence without the address, which holds a password. */
export class BadAddress extends Error {
  override readonly name = 'BadAddress';
}

export interface ServerAddress {
  /** How the driver connects. */
  readonly config: ClientConfig;
  /** Whether statements may be named. */
  readonly isNamed: boolean;
}

/**
 * `DATABASE_URL` as the driver takes it, without our own parameter `pgbouncer`: in transaction mode pgbouncer knows no
 * names of statements before 1.21. `sslmode` means what it means to PostgreSQL's own programs. Throws
 * {@link BadAddress}.
 */
export function serverAddress(url: string): ServerAddress {
  const address = new URL(url);
  const isNamed = address.searchParams.get('pgbouncer') !== 'true';
  address.searchParams.delete('pgbouncer');
  const mode = address.searchParams.get('sslmode');
  if (mode !== null && mode !== 'no-verify') address.searchParams.set('uselibpqcompat', 'true');
  try {
    const config = parseIntoClientConfig(address.toString());
    return { config: { ...config, user: config.user || systemUser() }, isNamed };
  } catch (error) {
    const why =
      error instanceof Error ? error.message.replace(/^SECURITY WARNING: /, '') : 'it cannot be read';
    throw new BadAddress(`DATABASE_URL: ${why.replace(/\.?$/, '.')}`);
  }
}

/** The name that PostgreSQL's own programs take where none is given. */
function systemUser(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}
