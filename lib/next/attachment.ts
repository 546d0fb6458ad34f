/** Characters that some file system, shell or header takes amiss. */
const UNSAFE = /[\p{C}"*/:<>?\\|%;]+/gu;

/**
 * A Content-Disposition that makes browsers save a file under this name (RFC 6266, RFC 8187): an ASCII name for old
 * ones, the whole one in UTF-8 for the rest. Whatever could end a header or climb a folder becomes `_`.
 */
export function attachment(name: string): string {
  const characters = Array.from(name.replaceAll(UNSAFE, '_').replace(/^\.+/, '_'));
  const safe = characters.slice(0, 120).join('') || 'download';
  const ascii = safe.normalize('NFKD').replaceAll(/[^\x20-\x7e]+/g, '_');
  const encoded = encodeURIComponent(safe).replaceAll(
    /['()]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
