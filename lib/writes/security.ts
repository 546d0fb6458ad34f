import type { Database } from '@/db/client';
import { addSecurityEvent } from '@/db/queries/audit';
import { newId } from '@/lib/core/id';
import { unlessNoRoom } from '@/lib/core/unless-no-room';

/** Kinds of security events. They are stored, so none is ever respelled. */
export type SecurityAction = 'sign_in.refuse' | 'power.refuse' | 'link.refuse';

/** Something that was refused, for who reads the audit. `details` must hold nothing that was typed. */
interface Refused {
  readonly action: SecurityAction;
  readonly at: Date;
  /** The person; null where nobody is known. */
  readonly actor: { readonly id: string; readonly name: string } | null;
  readonly requestId: string | null;
  readonly details: Readonly<Record<string, string | null>>;
}

/**
 * Keeps that something was refused, for as long as it is among the newest: see the query for how many. It is no part of
 * any chain, and goes unkept where the disk is full.
 */
export async function keepRefusal(db: Database, refused: Refused): Promise<void> {
  const { action, at, actor, requestId, details } = refused;
  const id = newId();
  const name = actor?.name ?? 'unknown';
  const payload = JSON.stringify({
    id,
    at: at.toISOString(),
    actor: { id: actor?.id ?? null, name },
    action,
    resource: { type: 'security', id: null, name: '' },
    project: null,
    request: requestId,
    changes: [],
    details,
  });
  await unlessNoRoom(
    addSecurityEvent(db, { id, payload, at, actorId: actor?.id ?? null, actorName: name, action }),
  );
}
