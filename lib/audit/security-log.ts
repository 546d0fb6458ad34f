/** What happened at the gate of accounts, for the log. Holds names and addresses, never a password or token. */
export interface SecurityLogEvent {
  readonly kind:
    | 'sign_in_ok'
    | 'sign_in_failed'
    | 'sign_in_inactive'
    | 'sign_in_busy'
    | 'token_refused'
    | 'link_refused'
    | 'legacy_refused'
    | 'legacy_used'
    | 'session_started';
  readonly at: Date;
  readonly address: string;
  readonly requestId: string | null;
  /** Row id of the account where one is known. */
  readonly userId: string | null;
}

type Listener = (event: SecurityLogEvent) => void;

const SLOT = Symbol.for('assay.securityLog');
const slots = globalThis as { [SLOT]?: Listener };

/** Sets where the process writes security events; the server does so at start. */
export function onSecurityEvent(listener: Listener | null): void {
  if (listener === null) delete slots[SLOT];
  else slots[SLOT] = listener;
}

/** Tells the listener, if any. Names of accounts that do not exist are left out: people type passwords there. */
export function reportSecurity(
  kind: SecurityLogEvent['kind'],
  from: { readonly now: Date; readonly address: string; readonly requestId: string | null },
  userId: string | null = null,
): void {
  slots[SLOT]?.({ kind, at: from.now, address: from.address, requestId: from.requestId, userId });
}
