import { randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

/**
 * What a secret of this form opens: doors of programs (`api`, `zenml`), a new account (`invite`), or an account by a new
 * password (`password`). None is good for another's purpose. They are stored and sent, so none is ever respelled.
 */
export const SECRET_KINDS = ['api', 'zenml', 'invite', 'password'] as const;
export type SecretKind = (typeof SECRET_KINDS)[number];

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const FORM = new RegExp(`^assay_(${SECRET_KINDS.join('|')})_([0-9A-Za-z]{43})_([0-9A-Za-z]{6})$`);
/** What a list shows of a token: the kind and six characters of the secret (36 bits of 256). */
const PREFIX_SECRET_CHARACTERS = 6;

/** A new secret: `assay_<kind>_<256 bits, base 62>_<CRC-32 of all before, base 62>`. */
export function newToken(kind: SecretKind): { text: string; prefix: string } {
  const secret = base62(BigInt(`0x${randomBytes(32).toString('hex')}`), 43);
  const head = `assay_${kind}_${secret}`;
  const prefix = `assay_${kind}_${secret.slice(0, PREFIX_SECRET_CHARACTERS)}`;
  return { text: `${head}_${checksum(head)}`, prefix };
}

/** The kind of a well-formed text, or null: a typing error never costs a query. */
export function tokenKindOf(text: string): SecretKind | null {
  const match = FORM.exec(text);
  if (match === null) return null;
  const at = text.lastIndexOf('_');
  return text.slice(at + 1) === checksum(text.slice(0, at)) ? (match[1] as SecretKind) : null;
}

function checksum(text: string): string {
  return base62(BigInt(crc32(text)), 6);
}

function base62(value: bigint, length: number): string {
  let text = '';
  for (let rest = value; text.length < length; rest /= 62n) text = DIGITS.charAt(Number(rest % 62n)) + text;
  return text;
}
