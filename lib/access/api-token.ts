import { randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { findLivingToken, touchToken } from '@/db/queries/tokens';
import type { TOKEN_KINDS } from '@/db/schema';
import type { UserActor } from '@/lib/core/actor';
import { DomainError } from '@/lib/core/domain-error';
import type { Door } from './door';
import { noted } from './noted';
import { secretHash } from './secret-text';
import { reportSecurity } from './security-log';

/** `zenml` opens the ZenML door and no other; `api` opens every other door of programs. */
export type TokenKind = (typeof TOKEN_KINDS)[number];

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const FORM = /^assay_(api|zenml)_([0-9A-Za-z]{43})_([0-9A-Za-z]{6})$/;
/** What a list shows of a token: the kind and six characters of the secret (36 bits of 256). */
const TOKEN_PREFIX_SECRET_CHARACTERS = 6;
const TOUCHED_EVERY_MS = 60_000;

/** A new token: `assay_<kind>_<256 bits, base 62>_<CRC-32 of all before, base 62>`. */
export function newApiToken(kind: TokenKind): { text: string; prefix: string } {
  const secret = base62(BigInt(`0x${randomBytes(32).toString('hex')}`), 43);
  const head = `assay_${kind}_${secret}`;
  const prefix = `assay_${kind}_${secret.slice(0, TOKEN_PREFIX_SECRET_CHARACTERS)}`;
  return { text: `${head}_${checksum(head)}`, prefix };
}

/** The kind of a well-formed token text, or null: a typing error never costs a query. */
export function tokenKindOf(text: string): TokenKind | null {
  const match = FORM.exec(text);
  if (match === null) return null;
  const at = text.lastIndexOf('_');
  return text.slice(at + 1) === checksum(text.slice(0, at)) ? (match[1] as TokenKind) : null;
}

/**
 * Whom a token of this kind lets act, with the token's limit; its use is noted at most once a minute.
 * `unauthenticated`, always in the same words, when it is malformed, unknown, of another kind, revoked or expired.
 */
export async function actorFromApiToken(door: Door, text: string, kind: TokenKind): Promise<UserActor> {
  const found =
    tokenKindOf(text) === kind ? await findLivingToken(door.db, secretHash(text), door.now) : null;
  if (found === null) {
    reportSecurity('token_refused', door);
    throw new DomainError('unauthenticated', 'The token is unknown, revoked or expired.');
  }
  const { token, ownerName, grants } = found;
  const stale = new Date(door.now.getTime() - TOUCHED_EVERY_MS);
  if (token.lastUsedAt === null || token.lastUsedAt < stale)
    await noted(touchToken(door.db, token.id, door.now, stale));
  const limited = token.readOnly || token.projectId !== null;
  const actor: UserActor = {
    kind: 'token',
    userId: token.userId,
    name: ownerName,
    credentialId: token.id,
    limit: limited ? { readOnly: token.readOnly, projectId: token.projectId } : null,
  };
  return { ...actor, held: { grants, at: door.now } };
}

function checksum(text: string): string {
  return base62(BigInt(crc32(text)), 6);
}

function base62(value: bigint, length: number): string {
  let text = '';
  for (let rest = value; text.length < length; rest /= 62n) text = DIGITS.charAt(Number(rest % 62n)) + text;
  return text;
}
