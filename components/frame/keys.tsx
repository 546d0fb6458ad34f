'use client'; // listens to the keyboard

import type { Route } from 'next';
import { usePathname, useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { projectOf } from '@/lib/core/urls';
import type { AdminPlace } from './admin-navigation';
import { keysAreOn } from './key-setting';
import { placeOfKey } from './navigation-items';
import { openDialog } from './open-dialog';
import { moveInRows, openRow, tickRow } from './row-cursor';

/** A second key counts within this many milliseconds after `g`. */
const SEQUENCE_MS = 1500;

interface KeysProps {
  readonly lastProject: string | null;
  /** Pages of the console that the reader may see. */
  readonly admin: readonly AdminPlace[];
}

/**
 * Keys of the whole frame: ⌘K, `?`, `/`, `g` and a letter, `j` `k` and Enter in lists, and whatever a link or
 * button on the page claims by `data-hotkey`. Single characters do nothing in fields and can be switched off.
 */
export function Keys({ lastProject, admin }: KeysProps) {
  const router = useRouter();
  const path = usePathname();
  const awaited = useRef(0);

  useEffect(() => {
    const project = projectOf(path) ?? lastProject;
    const press = (event: KeyboardEvent) => {
      if ((event.metaKey || event.ctrlKey) && !event.altKey && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        openDialog('palette');
        return;
      }
      if (event.metaKey || event.ctrlKey || event.altKey || event.defaultPrevented) return;
      if (isTyping(event.target) || document.querySelector('dialog[open]') !== null || !keysAreOn()) return;
      if (handle(event.key)) event.preventDefault();
    };
    const handle = (key: string): boolean => {
      const follows = Date.now() - awaited.current < SEQUENCE_MS;
      awaited.current = 0;
      const place = follows ? placeOfKey(key, project, admin) : null;
      if (place !== null) {
        router.push(place as Route);
        return true;
      }
      switch (key) {
        case 'g':
          awaited.current = Date.now();
          return true;
        case '?':
          openDialog('keys');
          return true;
        case '/':
          return focusSearch();
        case 'j':
          return moveInRows(1);
        case 'k':
          return moveInRows(-1);
        case 'x':
          return tickRow() || pressHotkey(key);
        case 'Enter':
          return openRow();
        default:
          return pressHotkey(key);
      }
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [router, path, lastProject, admin]);
  return null;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName))
  );
}

function focusSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>('main input[type="search"]');
  field?.focus();
  field?.select();
  return field !== null;
}

function pressHotkey(key: string): boolean {
  if (key.length !== 1) return false;
  const claimed = document.querySelector<HTMLElement>(`main [data-hotkey="${CSS.escape(key)}"]`);
  claimed?.click();
  return claimed !== null;
}
