/** Source without the indentation that its lines share with the place they were written at. */
export function dedent(source: string): string {
  const [first = '', ...rest] = source.split('\n');
  const depths = rest.filter((line) => line.trim() !== '').map((line) => line.search(/\S/));
  const shared = depths.length === 0 ? 0 : Math.min(...depths);
  return [first, ...rest.map((line) => line.slice(shared))].join('\n');
}
