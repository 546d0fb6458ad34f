import { z } from 'zod';
import { ARTIFACT_TYPES } from '@/db/schema';
import { DomainError, type Issue, invalid } from '@/lib/core/domain-error';
import { JsonText } from '@/lib/json/json-text';
import type { ArtifactType } from './artifact';

/** Bytes of an artifact's body in UTF-8. */
const MAX_ARTIFACT_BODY_BYTES = 16 * 1024 * 1024;

/** A posted artifact taken apart. Creator, time and level of the header are the client's claims: the store stamps its own. */
export interface PostedArtifact {
  readonly type: ArtifactType;
  readonly identifier: string;
  /** The body's text, character for character. */
  readonly bodyText: string;
  readonly header: { readonly creator: string | null; readonly timestamp: number | null };
}

/** A posted body: its text, and the same parsed. */
export interface PostedBody {
  readonly text: string;
  readonly value: unknown;
}

const Header = z.looseObject({
  identifier: z.string().min(1),
  type: z.enum(ARTIFACT_TYPES),
  timestamp: z.number().refine(Number.isInteger, 'Expected a whole number of seconds').nullish(),
  creator: z.string().nullish(),
});

/** Cuts `{"header": …, "body": …}` apart. `invalid` names what is missing or wrong. */
export function parseArtifact(artifactText: string): PostedArtifact {
  const json = new JsonText(artifactText);
  const [header, body] = [json.find(['header']), json.find(['body'])];
  if (header === null || body === null)
    throw invalid([
      missing(header === null ? 'header' : 'body', 'An artifact is an object with a header and a body.'),
    ]);
  const parsed = Header.safeParse(json.value(header));
  if (!parsed.success) throw invalid(issuesOf(parsed.error, json.value(header), 'header'));
  const { type, identifier, creator, timestamp } = parsed.data;
  return {
    type,
    identifier,
    bodyText: json.slice(body),
    header: { creator: creator ?? null, timestamp: timestamp ?? null },
  };
}

/** Reads a body that claims to be of a type. `invalid` when it is not an object of that type, `too_large` above 16 MiB. */
export function parseBody(type: ArtifactType, bodyText: string): PostedBody {
  if (Buffer.byteLength(bodyText, 'utf8') > MAX_ARTIFACT_BODY_BYTES)
    throw new DomainError('too_large', 'The body of an artifact may have 16 MiB at most.');
  const json = new JsonText(bodyText);
  if (json.kind(0) !== 'object') throw invalid([missing('body', 'The body of an artifact is an object.')]);
  const tag = json.find(['artifact_type']);
  const found = tag === null ? undefined : json.value(tag);
  if (found !== type) {
    const message = `The body's artifact_type is ${show(found)}, but the header's type is '${type}'.`;
    throw invalid([{ path: 'body.artifact_type', message, value: found }]);
  }
  return { text: bodyText, value: json.value(0) };
}

/** The parts of a client's write request `{"artifact": …, "force": …, "parents": …}`, the artifact as it was written. */
export function parseWriteRequest(requestText: string): {
  artifactText: string;
  force: boolean;
  parents: boolean;
} {
  const json = new JsonText(requestText);
  const artifact = json.find(['artifact']);
  if (artifact === null) throw invalid([missing('artifact', 'The request has no artifact.')]);
  const flag = (name: 'force' | 'parents'): boolean => {
    const node = json.find([name]);
    if (node === null) return false;
    const kind = json.kind(node);
    if (kind !== 'true' && kind !== 'false') {
      const value = json.value(node);
      throw invalid([{ path: name, message: `${name} must be true or false, not ${show(value)}.`, value }]);
    }
    return kind === 'true';
  };
  return { artifactText: json.slice(artifact), force: flag('force'), parents: flag('parents') };
}

/** A schema's complaints as issues whose message names the field and what stood there. */
export function issuesOf(error: z.ZodError, value: unknown, root: string): Issue[] {
  return error.issues.map((issue) => {
    const keys = issue.code === 'unrecognized_keys' ? issue.keys : [];
    const steps = issue.path.map(String);
    const path = [root, ...steps, ...keys.slice(0, 1)].join('.');
    const found = at(value, steps);
    if (keys.length > 0) return { path, message: `${path} is not a field of this type.` };
    return { path, message: `${path}: ${issue.message} (it is ${show(found)}).`, value: found };
  });
}

function at(value: unknown, steps: readonly string[]): unknown {
  let found = value;
  for (const step of steps) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, step)) return undefined;
    found = (found as Record<string, unknown>)[step];
  }
  return found;
}

/** A value in a message: short, on one line. */
function show(value: unknown): string {
  if (value === undefined) return 'absent';
  if (typeof value === 'string') return `'${value.length > 80 ? `${value.slice(0, 80)}…` : value}'`;
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}

function missing(path: string, message: string): Issue {
  return { path, message };
}
