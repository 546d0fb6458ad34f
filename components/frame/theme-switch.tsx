'use client'; // the choice lives in this browser

import { useTheme } from 'next-themes';
import { useId, useSyncExternalStore } from 'react';

const THEMES = [
  ['system', 'System'],
  ['light', 'Light'],
  ['dark', 'Dark'],
] as const;
const never = () => () => {};

/** Light, dark, or as the system has it. */
export function ThemeSwitch() {
  const { theme, setTheme } = useTheme();
  // The switch stands in the rail and in the narrow screen's menu: two groups of radios.
  const group = useId();
  const isLive = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  if (!isLive) return null;
  return (
    <fieldset className="flex rounded-md border border-rule p-0.5">
      <legend className="sr-only">Theme</legend>
      {THEMES.map(([value, label]) => (
        <label
          key={value}
          className="flex-1 cursor-pointer rounded-[4px] px-1.5 py-0.5 text-center text-xs text-ink-2 has-checked:bg-panel has-checked:text-ink has-checked:shadow-[0_0_0_1px_var(--rule)] has-focus-visible:outline-2 has-focus-visible:outline-focus"
        >
          <input
            type="radio"
            name={group}
            value={value}
            checked={theme === value}
            onChange={() => setTheme(value)}
            className="sr-only"
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
