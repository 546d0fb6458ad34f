import { DomainError } from '@/lib/core/domain-error';
import { bodyLimit } from './gate/limits';

const FORM = 'application/x-www-form-urlencoded';

/** What a body is, as its Content-Type says; `none` when that is missing. */
export function mediaType(request: Request): 'json' | 'form' | 'none' | 'other' {
  const type = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (type === '') return 'none';
  if (type === FORM) return 'form';
  return /^application\/([a-z0-9.-]+\+)?json$/.test(type) ? 'json' : 'other';
}

/** The body as text: at most what its address takes (`too_large`), and sound UTF-8 (`invalid`). */
export async function readText(request: Request, path: string): Promise<string> {
  const limit = bodyLimit(path);
  const announced = request.headers.get('content-length');
  if (announced !== null && Number(announced) > limit) throw tooLarge(limit);
  const bytes =
    announced === null ? await counted(request, limit) : new Uint8Array(await request.arrayBuffer());
  if (bytes.length > limit) throw tooLarge(limit);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new DomainError('invalid', 'The body is not UTF-8.', {
      issues: [{ path: '', message: 'The body is not UTF-8.' }],
    });
  }
}

/** Reads a body that nobody announced, where no gate has counted it. */
async function counted(request: Request, limit: number): Promise<Uint8Array> {
  if (request.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > limit) throw tooLarge(limit);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const tooLarge = (limit: number) =>
  new DomainError(
    'too_large',
    `The body is larger than the ${limit / 1024 / 1024} MB that this address takes.`,
  );
