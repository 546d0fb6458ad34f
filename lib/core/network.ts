import { BlockList, isIP, isIPv4 } from 'node:net';

const NOTATION = /^([0-9a-fA-F.:]+)\/(\d{1,3})$/;

/** What is wrong with a network in CIDR notation (`10.0.0.0/8`, `fd00::/8`) as the end of a sentence, or null. */
export function networkProblem(text: string): string | null {
  const [, address = '', prefix = ''] = NOTATION.exec(text) ?? [];
  if (isIP(address) === 0) return `${JSON.stringify(text)} is no network like 10.0.0.0/8 or fd00::/8`;
  const bits = isIPv4(address) ? 32 : 128;
  if (Number(prefix) > bits) return `${JSON.stringify(text)} has a prefix of more than ${bits} bits`;
  return Number(prefix) === 0 ? `${JSON.stringify(text)} is every address there is, not a network` : null;
}

/** Whether an address is in a network; false for what is no address. Bits behind the prefix do not matter. */
export function isWithin(network: string, address: string): boolean {
  const [, base = '', prefix = ''] = NOTATION.exec(network) ?? [];
  // What a socket tells of a link-local address ends with the name of the interface.
  const requested = address.replace(/%.*$/, '');
  if (isIP(base) === 0 || isIP(requested) === 0) return false;
  const family = (ip: string) => (isIPv4(ip) ? 'ipv4' : 'ipv6');
  const list = new BlockList();
  list.addSubnet(base, Number(prefix), family(base));
  return list.check(requested, family(requested));
}
