'use client'; // the clipboard exists only in the browser

import { useEffect, useState, useSyncExternalStore } from 'react';

const never = () => () => {};

/** The asynchronous clipboard is missing on plain http beyond loopback; the old command still works there. */
function copyThroughSelection(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  area.style.position = 'fixed';
  area.style.opacity = '0';
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  return done;
}

async function copy(text: string): Promise<boolean> {
  try {
    if (navigator.clipboard === undefined) return copyThroughSelection(text);
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyThroughSelection(text);
  }
}

interface CopyButtonProps {
  readonly text: string;
  /** What is copied, for the accessible name: `Copy link`. */
  readonly label: string;
  /** Shown on the button; `label` when absent. */
  readonly children?: string;
  /** Key that presses it; see the frame's keys. */
  readonly hotkey?: string;
}

/** Copies `text`; says for two seconds whether it did. Not shown without JavaScript. */
export function CopyButton({ text, label, children, hotkey }: CopyButtonProps) {
  const [said, setSaid] = useState<'copied' | 'failed' | null>(null);
  const isLive = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  useEffect(() => {
    if (said === null) return;
    const timer = setTimeout(() => setSaid(null), 2000);
    return () => clearTimeout(timer);
  }, [said]);

  return (
    <button
      type="button"
      data-hotkey={hotkey}
      aria-label={children === undefined ? undefined : label}
      onClick={() => copy(text).then((done) => setSaid(done ? 'copied' : 'failed'))}
      className={`rounded-md border border-rule-2 bg-lift px-2.5 py-[5px] text-sm/[18px] font-medium hover:border-ink-3 print:hidden ${isLive ? '' : 'invisible'}`}
    >
      <span aria-live="polite">
        {said === null ? (children ?? label) : said === 'copied' ? 'Copied' : 'Could not copy'}
      </span>
    </button>
  );
}
