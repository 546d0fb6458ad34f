import { isIP } from 'node:net';

/** Where the server stands. */
export interface PublicAddress {
  /** The server's address as people see it, without a trailing slash. */
  readonly url: string;
  /** Whether somebody said so (ASSAY_URL), or it is only derived from where it listens. */
  readonly urlIsGiven: boolean;
  readonly listensOnLoopback: boolean;
}

const HOST = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d{1,5})?$/i;
const LOOPBACK_NAMES: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Whether an address to listen on is reachable from this machine only. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

/**
 * The origins under which a request with this Host header may come, or null when it names another server (a name
 * that somebody pointed at us: DNS rebinding). The configured address always; loopback names, with any port, when
 * listening there; bare IP addresses, which nobody can rebind, where no address was configured.
 */
export function originsOf(host: string, publicAddress: PublicAddress): readonly string[] | null {
  const name = HOST.exec(host)?.[1]?.toLowerCase();
  if (name === undefined) return null;
  const configured = new URL(publicAddress.url);
  if (sameHost(host, configured)) return [configured.origin];
  const loopback = publicAddress.listensOnLoopback && LOOPBACK_NAMES.has(name);
  const address = !publicAddress.urlIsGiven && isIP(name.replace(/^\[|\]$/g, '')) !== 0;
  return loopback || address ? [`http://${host.toLowerCase()}`] : null;
}

function sameHost(host: string, configured: URL): boolean {
  try {
    return new URL(`${configured.protocol}//${host}`).host === configured.host;
  } catch {
    return false;
  }
}
