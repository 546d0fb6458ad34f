import { availableParallelism } from 'node:os';
import { z } from 'zod';
import { type LegacyPair, readLegacyPairs } from './legacy-basic';

const blankAsAbsent = (value: unknown) => (value === '' ? undefined : value);
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(blankAsAbsent, schema.optional());

const legacyPairs = z.string().transform((text, ctx) => {
  const read = readLegacyPairs(text);
  if (typeof read !== 'string') return read;
  ctx.addIssue({ code: 'custom', message: read });
  return z.NEVER;
});

/**
 * Megabytes that stay free on the disk of the embedded database. A write of 16 MB was seen to take 33 of them, vacuuming
 * after it as many again, and they come back once the log is checkpointed.
 */
const DEFAULT_RESERVE_MB = 128;

/** Pages, cookies and the doors of old clients have fixed addresses from the root on. */
const NO_ORIGIN =
  'must be an address like https://assay.example and no more: the server answers at its root, not below a path';
function isOrigin(text: string): boolean {
  // What is no address at all is told of already.
  if (!URL.canParse(text)) return true;
  const { pathname, search, hash, username, password } = new URL(text);
  return pathname === '/' && [search, hash, username, password].every((part) => part === '');
}

const Variables = z
  .object({
    PORT: z.preprocess(blankAsAbsent, z.coerce.number().int().min(0).max(65535).default(3000)),
    HOST: z.preprocess(blankAsAbsent, z.string().default('127.0.0.1')),
    ASSAY_URL: optional(z.url({ protocol: /^https?$/ }).refine(isOrigin, NO_ORIGIN)),
    DATABASE_URL: optional(z.url({ protocol: /^postgres(ql)?$/, hostname: /.*/ })),
    ASSAY_DATA_DIR: z.preprocess(blankAsAbsent, z.string().default('./data')),
    ASSAY_SECRET_KEY: optional(z.string().min(32, 'must be at least 32 characters long')),
    ASSAY_ADMIN_NAME: z.preprocess(blankAsAbsent, z.string().default('default')),
    ASSAY_ADMIN_PASSWORD: optional(z.string()),
    ASSAY_OIDC_ISSUER: optional(z.url()),
    ASSAY_OIDC_CLIENT_ID: optional(z.string()),
    ASSAY_OIDC_CLIENT_SECRET: optional(z.string()),
    ASSAY_OIDC_GROUPS_CLAIM: optional(z.string()),
    ASSAY_TRUSTED_PROXIES: z.preprocess(blankAsAbsent, z.coerce.number().int().min(0).max(10).default(0)),
    ASSAY_LEGACY_BASIC: optional(legacyPairs),
    ASSAY_RESERVE_MB: z.preprocess(
      blankAsAbsent,
      z.coerce.number().int().min(0).max(1_048_576).default(DEFAULT_RESERVE_MB),
    ),
    ASSAY_WORKERS: z.preprocess(
      blankAsAbsent,
      z.coerce.number().int().min(1).max(64).default(availableParallelism()),
    ),
    ASSAY_LOG_LEVEL: z.preprocess(
      blankAsAbsent,
      z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
    ),
  })
  .refine((env) => env.DATABASE_URL === undefined || env.ASSAY_SECRET_KEY !== undefined, {
    path: ['ASSAY_SECRET_KEY'],
    error: 'is required with DATABASE_URL',
  });

/** The settings of design: where to listen, where the data lies, keys. Read once, at start. */
export interface Env extends z.infer<typeof Variables> {
  /** Names of those that a variable sets. */
  readonly given: readonly string[];
}

/** A variable has a value that cannot be meant. The message is one sentence that names it. */
export class BadEnvironment extends Error {
  override readonly name = 'BadEnvironment';
}

/** Reads and checks the variables, or throws {@link BadEnvironment}. */
export function readEnv(source: Readonly<Record<string, string | undefined>>): Env {
  const result = Variables.safeParse(source);
  if (result.success) {
    const given = Object.keys(Variables.shape).filter((name) => (source[name] ?? '') !== '');
    const unkept = unkeptSetting(result.data, new Set(given));
    if (unkept !== null) throw new BadEnvironment(`${unkept}.`);
    return { ...result.data, given };
  }
  const issue = result.error.issues[0];
  const reason = issue?.message.replace(/^Invalid input: /, '') ?? 'is wrong';
  throw new BadEnvironment(`${issue?.path.join('.') || 'The environment'}: ${reason}.`);
}

/** The setting, with the reason, that nothing would come of; null where all will be kept. */
function unkeptSetting(
  { DATABASE_URL, ASSAY_WORKERS }: z.infer<typeof Variables>,
  given: ReadonlySet<string>,
): string | null {
  if (DATABASE_URL === undefined && given.has('ASSAY_WORKERS') && ASSAY_WORKERS > 1)
    return 'ASSAY_WORKERS: several processes need DATABASE_URL, the embedded database has one';
  if (DATABASE_URL !== undefined && given.has('ASSAY_RESERVE_MB'))
    return 'ASSAY_RESERVE_MB: is about the disk of the embedded database, and DATABASE_URL names a server';
  if (given.has('ASSAY_ADMIN_NAME') && !given.has('ASSAY_ADMIN_PASSWORD'))
    return 'ASSAY_ADMIN_NAME: makes nobody without ASSAY_ADMIN_PASSWORD, the set-up page asks for both';
  const oidc = [...given].find((name) => name.startsWith('ASSAY_OIDC_'));
  return oidc === undefined ? null : `${oidc}: there is no single sign-on in this release`;
}

/**
 * Settings whose values may be shown to who administers the store. Any other is told of as set or not set: what is added
 * and forgotten here is not shown.
 */
const PLAIN: ReadonlySet<string> = new Set<keyof Env>([
  'PORT',
  'HOST',
  'ASSAY_URL',
  'ASSAY_DATA_DIR',
  'ASSAY_ADMIN_NAME',
  'ASSAY_OIDC_ISSUER',
  'ASSAY_OIDC_CLIENT_ID',
  'ASSAY_OIDC_GROUPS_CLAIM',
  'ASSAY_TRUSTED_PROXIES',
  'ASSAY_LEGACY_BASIC',
  'ASSAY_RESERVE_MB',
  'ASSAY_WORKERS',
  'ASSAY_LOG_LEVEL',
]);

/** One setting as it is in force. */
export interface Setting {
  readonly name: string;
  /** Null where there is none, and always where it is secret. */
  readonly value: string | null;
  readonly isSecret: boolean;
  /** Whether a variable sets it; what none does has its default, or nothing. */
  readonly isGiven: boolean;
}

/** Every setting that the store knows, in the order of their declaration, or those of other names. */
export function settingsInForce(
  { given, ...values }: Env,
  names: readonly string[] = Object.keys(Variables.shape),
): Setting[] {
  const known: Readonly<Record<string, unknown>> = values;
  return names.map((name) => {
    const isSecret = !PLAIN.has(name);
    const value = isSecret ? null : settingText(known[name]);
    return { name, value, isSecret, isGiven: given.includes(name) };
  });
}

function settingText(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (Array.isArray(value)) return (value as LegacyPair[]).map(pairText).join(', ');
  return withoutCredentials(String(value));
}

const pairText = ({ user, network }: LegacyPair): string => `${user}@${network}`;

/** An address may carry a password before its host. */
const withoutCredentials = (text: string): string =>
  text.replace(/^([a-z][\w+.-]*:\/\/)[^/?#]*@/i, '$1********@');
