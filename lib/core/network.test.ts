import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWithin, networkProblem } from './network';

const v4 = (bits: bigint) => [24n, 16n, 8n, 0n].map((at) => (bits >> at) & 0xffn).join('.');
const v6 = (bits: bigint) =>
  Array.from({ length: 8 }, (_, n) => ((bits >> BigInt(112 - 16 * n)) & 0xffffn).toString(16)).join(':');

describe('a network', () => {
  it.each([
    ['IPv4', 32, v4],
    ['IPv6', 128, v6],
  ] as const)('of %s holds exactly the addresses that share its first bits', (_, size, written) => {
    const address = fc.bigInt({ min: 0n, max: (1n << BigInt(size)) - 1n });
    fc.assert(
      fc.property(
        address,
        address,
        fc.integer({ min: 1, max: size }),
        fc.boolean(),
        (base, other, prefix, near) => {
          const rest = BigInt(size - prefix);
          const requested = near ? ((base >> rest) << rest) | (other & ((1n << rest) - 1n)) : other;
          const network = `${written(base)}/${prefix}`;
          expect(networkProblem(network)).toBeNull();
          expect(isWithin(network, written(requested))).toBe(requested >> rest === base >> rest);
        },
      ),
    );
  });

  it.each([
    '',
    '10.0.0.0',
    '10.0.0/8',
    '10.0.0.0/33',
    'fd00::/129',
    'x/8',
    '::/0',
    '0.0.0.0/0',
    '1.2.3.4/-1',
    '10.0.0.0/8 ',
  ])('is not %j', (text) => {
    expect(networkProblem(text)).not.toBeNull();
  });

  it('holds an IPv4 address however the socket writes it, and nothing that is no address', () => {
    expect(isWithin('10.0.0.0/8', '::ffff:10.1.2.3')).toBe(true);
    expect(isWithin('10.0.0.0/8', '::ffff:11.1.2.3')).toBe(false);
    expect(isWithin('fe80::/10', 'fe80::1%eth0')).toBe(true);
    expect(isWithin('10.0.0.0/8', '::1')).toBe(false);
    for (const nonsense of ['unknown', '', '10.0.0', '10.0.0.1, 1.2.3.4'])
      expect(isWithin('10.0.0.0/8', nonsense)).toBe(false);
  });
});
