'use client'; // follows what is typed

import { type RefObject, useEffect, useRef, useState } from 'react';
import { treeAt } from '@/lib/forms/form-tree';
import { useEditor, useFieldLocation } from './context';

/**
 * Texts of fields of the row around, as they are typed. The ref goes on anything inside of the row: only who draws
 * the texts is drawn again.
 */
export function useLive<Name extends string>(
  names: readonly Name[],
): [RefObject<HTMLSpanElement | null>, Readonly<Record<Name, string>>] {
  const { path, was } = useFieldLocation();
  const { tree } = useEditor();
  const ref = useRef<HTMLSpanElement>(null);
  const [texts, setTexts] = useState(() => {
    const first = (name: string) => (was === null ? undefined : treeAt(tree, `${was}.${name}`));
    return each(names, (name) => {
      const value = first(name);
      return typeof value === 'string' ? value : '';
    });
  });
  useEffect(() => {
    const row = ref.current?.closest('[data-row]');
    if (!row) return;
    const read = () => {
      setTexts((before) =>
        each(names, (name) => {
          const field = row.querySelector(`[name="${path}.${name}"]`);
          return isControl(field) ? field.value : before[name];
        }),
      );
    };
    read();
    row.addEventListener('input', read);
    return () => row.removeEventListener('input', read);
  }, [names, path]);
  return [ref, texts];
}

const each = <Name extends string>(names: readonly Name[], of: (name: Name) => string) =>
  Object.fromEntries(names.map((name) => [name, of(name)])) as Record<Name, string>;

const isControl = (
  field: Element | null,
): field is HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement => field !== null && 'value' in field;
