import { invalid } from '@/lib/core/domain-error';
import { sniffImage } from '@/lib/core/sniff-image';

/** Characters in a line of base64, as MIME has it and the clients write it. */
const LINE = 76;
/** Megabytes of an image: as base64 it stays below what a page shows (12,000,000 characters) and a body may hold. */
const MEGABYTES = 8;

/**
 * An image's bytes as evidence holds them: base64 with a line end after each 76 characters and at the end. `invalid`
 * for what is too large, and for what its first bytes do not show to be an image that pages can show: never SVG.
 */
export function imageText(bytes: Uint8Array): string {
  if (bytes.length > MEGABYTES * 1024 * 1024) throw refused(`The image has more than ${MEGABYTES} MB.`);
  const base64 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
  const read = sniffImage(base64);
  if (!read.ok) throw refused(read.why);
  return base64.replaceAll(new RegExp(`.{1,${LINE}}`, 'g'), '$&\n');
}

const refused = (message: string) => invalid([{ path: 'image', message }]);
