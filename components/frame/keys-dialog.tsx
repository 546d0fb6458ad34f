'use client'; // a dialog

import { useState } from 'react';
import { Dialog } from '../ui/dialog';
import type { AdminPlace } from './admin-navigation';
import { keysAreOn, switchKeys } from './key-setting';

type KeyGroup = readonly [group: string, keys: readonly (readonly [key: string, does: string])[]];

const KEYS: readonly KeyGroup[] = [
  [
    'Anywhere',
    [
      ['⌘ K', 'Jump or do'],
      ['?', 'These keys'],
      ['g h', 'Home'],
      ['g j', 'Projects'],
      ['g r', 'Runs of the project'],
      ['g p', 'Pipelines of the project'],
      ['g m', 'Models of the project'],
      ['g s', 'Stacks'],
      ['g o', 'Components'],
      ['g f', 'Flavors'],
      ['g c', 'Catalog'],
      ['g l', 'Lists'],
      ['g a', 'Account'],
    ],
  ],
  [
    'Lists',
    [
      ['/', 'Search'],
      ['j', 'Down'],
      ['k', 'Up'],
      ['↵', 'Open'],
      ['x', 'Tick'],
      ['f', 'Filter runs'],
      ['c', 'Make a new one; compare runs'],
    ],
  ],
  [
    'On an object',
    [
      ['e', 'Edit'],
      ['y', 'Copy the permalink'],
      ['.', 'Rendered or JSON'],
      ['u', 'Use a catalog entry'],
      ['p', 'Run before'],
      ['n', 'Run after'],
    ],
  ],
];

/** The pages of the console, for who may see any. */
const adminKeys = (admin: readonly AdminPlace[]): KeyGroup[] =>
  admin.length === 0 ? [] : [['Admin', admin.map(({ key, label }) => [`g ${key}`, label])]];

interface KeysDialogProps {
  readonly admin: readonly AdminPlace[];
  readonly onClose: () => void;
}

/** What the keyboard does here, and the switch for single-character keys. */
export function KeysDialog({ admin, onClose }: KeysDialogProps) {
  const [on, setOn] = useState(keysAreOn);
  return (
    <Dialog label="Keys" onClose={onClose}>
      <div className="flex flex-col gap-4 p-5">
        <div className="flex items-baseline justify-between">
          <h2>Keys</h2>
          <form method="dialog">
            <button type="submit" className="text-ink-3 hover:text-ink">
              Close <kbd className="text-2xs">Esc</kbd>
            </button>
          </form>
        </div>
        <div className="gap-x-8 sm:columns-2">
          {[...KEYS, ...adminKeys(admin)].map(([group, keys]) => (
            <section key={group} className="mb-4 break-inside-avoid">
              <h3 className="pb-1 text-xs text-ink-3">{group}</h3>
              <dl>
                {keys.map(([key, does]) => (
                  <div key={key} className="flex justify-between border-b border-rule py-1">
                    <dt className="order-2">
                      <kbd className="text-ink-2">{key}</kbd>
                    </dt>
                    <dd>{does}</dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
        <label className="flex items-center gap-2 text-ink-2">
          <input
            type="checkbox"
            checked={on}
            onChange={(event) => {
              switchKeys(event.target.checked);
              setOn(event.target.checked);
            }}
            className="size-3.5 accent-[var(--ink)]"
          />
          Single-character keys act
        </label>
      </div>
    </Dialog>
  );
}
