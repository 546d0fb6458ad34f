import { createHash } from 'node:crypto';
import { DEFAULT_ENTRIES } from '@/db/seed/custom-lists';

/**
 * Beginnings of SHA-256 of the entries that stores of MLTE 2.3 to 2.7 begin with, as `list`, name, parent and description
 * on lines of their own: this store has the same 70 in words of its own.
 */
const OF_MLTE: ReadonlySet<string> = new Set(
  (
    '052e2702820a 056f21c9c638 05a8814a0474 0cd373001a83 174751c84a1d 1871b34542da 192e7e4ddd60 1a50c54ec367 ' +
    '1ca2d180d50b 1de84243ea3b 1df2c53509f8 1e62d8d4e631 1f202552abd7 1f379a920b76 1fd754c238c8 244f01ea3699 ' +
    '25e01e06ba17 2829c65301ae 2a5dddbedca4 2c705e0320b2 38fe7ea9d1b4 393272a66591 4576198ab7dc 47362d2f00c1 ' +
    '493fd7e0c21b 49811ca2d8e7 4baacdc3dd43 56db5b9757c6 600d6a991b79 6071c80ee586 62491ce4ebd1 6d3ff8b0bb37 ' +
    '6eb79a84c482 6fbfd6f437de 71cdec255c03 7458031ad845 8b7161f1b7c8 906a46ae605d 91f636776ea0 920d47633d20 ' +
    '94a0f6022128 9a5771d9ee7f 9cc8a5b7a564 a1e24363b49c a45603fa0f84 a4e193d49d9f ad0cd194b71d b62760e07720 ' +
    'b9a5aadd6461 bb68e7f6e444 c139b139efa4 c24614cf8973 ccfba6916ede cd48f83e344b ce9ed6c7ecc0 d2c0792c5e2a ' +
    'd4f8b605b60c d8dfbd5558ab dec9d626c9e6 ded8725be082 dfe338d6c0c6 e1efd5cbb0cf e4c07ab26a59 e5be61b60ce5 ' +
    'eca59644be3a ed125e29f47f f126bccb20f0 f1493c6de096 f2bde22da4a1 f858a9c8ee7f fe82ea8ec98e '
  ).split(' '),
);

/** Whether an entry is one that MLTE itself put into a new store, untouched. */
export function isDefaultOfMlte(
  list: string,
  name: string,
  { parent, description }: { readonly parent: string | null; readonly description: string },
): boolean {
  const text = [list, name, parent ?? '', description].join('\n');
  return OF_MLTE.has(createHash('sha256').update(text).digest('hex').slice(0, 12));
}

/** Whether an entry here is one that this store began with, untouched. */
export const isDefaultHere = (
  list: string,
  entry: { readonly name: string; readonly description: string; readonly parent: string | null },
): boolean =>
  DEFAULT_ENTRIES.some(
    (each) =>
      each.list === list &&
      each.name === entry.name &&
      each.description === entry.description &&
      each.parent === entry.parent,
  );
