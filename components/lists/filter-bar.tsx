import type { ListState } from '@/lib/next/lists/list-state';
import { type Option, Options } from '../ui/options';
import { AutoSubmit } from './auto-submit';
import { SearchField } from './search-field';

/** A filter with few words to choose from. `name` is its parameter in the address. */
export interface FilterChoice {
  readonly name: string;
  readonly label: string;
  /** Besides what no choice means, which stands first. */
  readonly options: readonly Option[];
  /** What no choice means: `all` unless said. */
  readonly unchosen?: string;
}

interface FilterBarProps {
  readonly list: ListState;
  readonly placeholder: string;
  readonly choices?: readonly FilterChoice[] | undefined;
}

const BOX = 'rounded-md border border-rule bg-lift px-2 py-[3px] hover:border-rule-2';

/** Search and filters of a list. All of it ends up in the address; without JavaScript the button sends it. */
export function FilterBar({ list, placeholder, choices = [] }: FilterBarProps) {
  return (
    <search>
      <form action={list.path} className="mb-2 flex flex-wrap items-center gap-1.5">
        {list.isDefaultOrder || <input type="hidden" name="sort" value={list.sort} />}
        <SearchField value={list.search} label={placeholder} />
        {choices.map(({ name, label, options, unchosen = 'all' }) => (
          <label
            key={name}
            className={`${BOX} flex max-w-full gap-1.5 has-focus-visible:outline-2 has-focus-visible:outline-focus`}
          >
            <span className="shrink-0 text-ink-3">{label}</span>
            <select
              name={name}
              defaultValue={list.filter[name] ?? ''}
              key={list.filter[name] ?? ''}
              className="max-w-48 min-w-0 bg-lift font-medium text-ellipsis outline-none"
            >
              <option value="">{unchosen}</option>
              <Options options={options} />
            </select>
          </label>
        ))}
        <AutoSubmit />
      </form>
    </search>
  );
}
