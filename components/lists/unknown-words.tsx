import type { ListState } from '@/lib/next/lists/list-state';
import { Note } from '../ui/note';

/** Says of each word that the list's address asks for and no filter has, that it leaves nothing out. */
export function UnknownWords({ list: { unknown } }: { readonly list: Pick<ListState, 'unknown'> }) {
  return unknown.map(({ name, value, known }) => (
    <div key={name} className="mb-2">
      <Note tone="stale">
        {name === 'sort' ? 'This list has no order' : `The filter ${name} does not know`}{' '}
        <q className="[overflow-wrap:anywhere]">{value}</q>
        {known.length > 0 && known.length <= 12 && <> (it knows {known.join(', ')})</>}.{' '}
        {name === 'sort' ? 'It stands in its usual one.' : 'Until then it leaves nothing out.'}
      </Note>
    </div>
  ));
}
