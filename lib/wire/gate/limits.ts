const MEGABYTE = 1024 * 1024;

/** Bytes of header lines in one request; Node refuses more while it reads. */
export const MAX_HEADER_BYTES = 16 * 1024;
/** Header lines in one request. */
export const MAX_HEADERS = 100;
/** Bytes of an upload to `/import/upload`, which Next receives as a stream. */
export const MAX_IMPORT_BYTES = 256 * MEGABYTE;
/** Brackets that may stand open in what is sent to a page: Next's decoder of action arguments is recursive. */
export const MAX_PAGE_NESTING = 1_000;
const MAX_ARTIFACT_BYTES = 16 * MEGABYTE;
/** Bytes of any other body. */
export const MAX_BODY_BYTES = MEGABYTE;

/** Whether the path takes uploads that are streamed and not buffered. */
export const isUpload = (path: string): boolean => path === '/import/upload';

/** Most bytes that a body sent to this (still encoded) path may have: 16 MB where artifacts are written, else 1 MB. */
export function bodyLimit(path: string): number {
  if (isUpload(path)) return MAX_IMPORT_BYTES;
  return /\/artifacts?(\/|$)/.test(path) ? MAX_ARTIFACT_BYTES : MAX_BODY_BYTES;
}
