import { availableParallelism } from 'node:os';
import { z } from 'zod';
import { readLegacyPairs } from './legacy-basic';

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

const Variables = z
  .object({
    PORT: z.preprocess(blankAsAbsent, z.coerce.number().int().min(0).max(65535).default(3000)),
    HOST: z.preprocess(blankAsAbsent, z.string().default('127.0.0.1')),
    ASSAY_URL: optional(z.url({ protocol: /^https?$/ })),
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
export type Env = z.infer<typeof Variables>;

/** A variable has a value that cannot be meant. The message is one sentence that names it. */
export class BadEnvironment extends Error {
  override readonly name = 'BadEnvironment';
}

/** Reads and checks the variables, or throws {@link BadEnvironment}. */
export function readEnv(source: Readonly<Record<string, string | undefined>>): Env {
  const result = Variables.safeParse(source);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const reason = issue?.message.replace(/^Invalid input: /, '') ?? 'is wrong';
  throw new BadEnvironment(`${issue?.path.join('.') || 'The environment'}: ${reason}.`);
}
