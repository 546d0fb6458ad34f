import type { System } from '@/lib/system/read-system';
import type { ListColumn } from '../lists/list';

type Setting = System['settings'][number];

/** A setting as it is in force; of a secret one only whether it is set. */
export const SETTING_COLUMNS: readonly ListColumn<Setting>[] = [
  { label: 'Setting', cell: ({ name }) => <code className="font-mono text-xs/5">{name}</code> },
  { label: 'In force', cell: (setting) => <InForce setting={setting} /> },
  {
    label: 'From',
    dim: true,
    hide: 'narrow',
    cell: ({ isGiven, value }) => (isGiven ? 'the environment' : value === null ? '–' : 'default'),
  },
];

function InForce({ setting: { value, isSecret, isGiven } }: { readonly setting: Setting }) {
  if (value !== null) return <code className="font-mono text-xs/5">{value}</code>;
  if (isSecret) return isGiven ? 'set' : <span className="text-ink-3">not set</span>;
  return <span className="text-ink-3">not set</span>;
}
