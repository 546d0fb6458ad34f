import type { NamedToken } from '@/db/queries/tokens';
import type { AuditAction } from '@/lib/writes/actions';
import type { TokenKind } from './api-token';

/** An API token as verbs answer it: everything but its text. Instants in UTC. */
export interface TokenRecord {
  readonly id: string;
  readonly kind: TokenKind;
  readonly name: string;
  /** The token's first characters, to recognise it by. */
  readonly prefix: string;
  readonly owner: string;
  readonly ownerKind: 'person' | 'service';
  readonly readOnly: boolean;
  /** The one project it is good for, or null. */
  readonly project: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly lastUsedAt: Date | null;
  /** Client address of the last use that was noted. */
  readonly lastUsedFrom: string | null;
  readonly revokedAt: Date | null;
  /** Whether another token has taken its place, and it ends by itself. */
  readonly isRotated: boolean;
}

export function presentToken({ token, ownerName, ownerKind, projectName }: NamedToken): TokenRecord {
  return {
    id: token.id,
    kind: token.kind,
    name: token.name,
    prefix: token.prefix,
    owner: ownerName,
    ownerKind,
    readOnly: token.readOnly,
    project: projectName,
    createdAt: token.createdAt,
    expiresAt: token.expiresAt,
    lastUsedAt: token.lastUsedAt,
    lastUsedFrom: token.lastUsedFrom,
    revokedAt: token.revokedAt,
    isRotated: token.successorId !== null,
  };
}

/** The audit event of a token. */
export const tokenEvent = <Action extends AuditAction>(
  action: Action,
  { id, name }: Pick<NamedToken['token'], 'id' | 'name'>,
) => ({ action, resourceType: 'token', resourceId: id, resourceName: name, projectId: null }) as const;
