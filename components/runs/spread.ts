interface Pool {
  sum: number;
  count: number;
}

/**
 * The numbers nearest to those wished (least squares) that keep their order and at least `gaps[n]` between the n-th and
 * the next: isotonic regression by pooling neighbours that would collide.
 */
export function evenly(wished: readonly number[], gaps: readonly number[]): number[] {
  let offset = 0;
  const offsets = wished.map((_, n) => {
    if (n > 0) offset += gaps[n - 1] ?? 0;
    return offset;
  });
  const pools: Pool[] = [];
  for (const [n, desired] of wished.entries()) {
    let pool: Pool = { sum: desired - (offsets[n] ?? 0), count: 1 };
    for (let last = pools.at(-1); last !== undefined && level(last) > level(pool); last = pools.at(-1)) {
      pools.pop();
      pool = { sum: pool.sum + last.sum, count: pool.count + last.count };
    }
    pools.push(pool);
  }
  return pools
    .flatMap((pool) => new Array<number>(pool.count).fill(level(pool)))
    .map((each, n) => each + (offsets[n] ?? 0));
}

const level = ({ sum, count }: Pool): number => sum / count;
