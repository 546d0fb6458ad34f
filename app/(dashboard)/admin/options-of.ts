import type { Option } from '@/components/ui/options';

/** Names as a select offers them, with the selected one, whether or not it is among them. */
export function optionsOf(
  items: readonly { readonly name: string }[],
  selected: string | undefined,
): Option[] {
  const names = items.map(({ name }) => name);
  return [...(selected === undefined || names.includes(selected) ? [] : [selected]), ...names].map(
    (name) => ({
      value: name,
      label: name,
    }),
  );
}
