// The clock of the server whose store is recorded is ten years ahead, so that nothing in it has expired when a test opens
// it. Not more: next-auth counts seconds in 32 bits, which end in 2038. Other tests say how far they want to look.
const AHEAD_MS = Number(process.env.ASSAY_TEST_AHEAD_MS ?? 10 * 365 * 86_400_000);
const RealDate = Date;

class LaterDate extends RealDate {
  // Next copies the class's own members and no inherited ones.
  static parse = RealDate.parse;
  static UTC = RealDate.UTC;

  constructor(...given) {
    if (given.length === 0) super(RealDate.now() + AHEAD_MS);
    else super(...given);
  }

  static now() {
    return RealDate.now() + AHEAD_MS;
  }
}

globalThis.Date = LaterDate;
