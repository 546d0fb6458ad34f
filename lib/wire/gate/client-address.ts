/**
 * Who is at the other end: the socket's address, or, behind `hops` proxies of ours, the entry that the outermost of
 * them appended to X-Forwarded-For. Entries further left are whatever the client wrote.
 */
export function clientAddress(
  socketAddress: string | undefined,
  forwardedFor: string | undefined,
  hops: number,
): string {
  const direct = (socketAddress ?? 'unknown').replace(/^::ffff:(?=\d+\.)/, '');
  if (hops === 0 || forwardedFor === undefined) return direct;
  const entries = forwardedFor
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  const claimed = entries[Math.max(0, entries.length - hops)];
  return claimed === undefined || !/^[0-9a-fA-F:.]{2,45}$/.test(claimed) ? direct : claimed;
}
