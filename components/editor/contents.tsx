'use client'; // counts what is filled in while it is typed

import { useEffect, useRef, useState } from 'react';
import { fieldsOf, MARK, type Tree } from '@/lib/forms/form-tree';
import { fragment } from '../artifact/scenario-anchor';
import { useEditor } from './context';

/** A section of a form: where it stands on the page, and the paths in the body that it is about. */
export interface FormSection {
  readonly id: string;
  readonly title: string;
  readonly paths: readonly string[];
}

interface Count {
  readonly filled: number;
  readonly of: number;
}

/** Milliseconds after the last key: counting reads every field. */
const PAUSE = 250;

/** The sections of a form in a line that stays in sight, each with how many of its fields are filled in. */
export function Contents({
  label,
  sections,
}: {
  readonly label: string;
  readonly sections: readonly FormSection[];
}) {
  const { tree, answer } = useEditor();
  const nav = useRef<HTMLElement>(null);
  const [counts, setCounts] = useState(() => counted(sections, fieldsIn(tree)));
  // biome-ignore lint/correctness/useExhaustiveDependencies: an answer may bring other fields
  useEffect(() => {
    const form = nav.current?.closest('form');
    if (!form) return;
    let timer: ReturnType<typeof setTimeout>;
    const count = () => setCounts(counted(sections, fieldsShown(form)));
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(count, PAUSE);
    };
    form.addEventListener('input', later);
    form.addEventListener('rows', later);
    count();
    return () => {
      clearTimeout(timer);
      form.removeEventListener('input', later);
      form.removeEventListener('rows', later);
    };
  }, [sections, answer]);
  return (
    <nav
      ref={nav}
      aria-label={label}
      className="sticky top-0 z-10 -mx-1 overflow-x-auto border-b bg-paper px-1 py-2 print:hidden"
    >
      <ul className="flex gap-x-5 whitespace-nowrap">
        {sections.map(({ id, title }, n) => (
          <li key={id}>
            <a href={fragment(id)} className="text-ink-2 hover:text-ink">
              {title} <Filled count={counts[n] ?? { filled: 0, of: 0 }} />
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Filled({ count: { filled, of } }: { readonly count: Count }) {
  if (of === 0) return <span className="text-ink-3">empty</span>;
  return (
    <span className={filled === of ? 'text-pass' : 'text-ink-3'}>
      <span className="sr-only">: </span>
      {filled}
      <span aria-hidden>/</span>
      <span className="sr-only"> of </span>
      {of}
      <span className="sr-only"> filled in</span>
    </span>
  );
}

type FieldText = readonly [path: string, text: string];

function counted(sections: readonly FormSection[], fields: readonly FieldText[]): readonly Count[] {
  const counts = sections.map(() => ({ filled: 0, of: 0 }));
  for (const [path, text] of fields) {
    const at = sections.findIndex(({ paths }) =>
      paths.some((each) => path === each || path.startsWith(`${each}.`)),
    );
    const count = counts[at];
    if (count === undefined) continue;
    count.of += 1;
    if (text.trim() !== '') count.filled += 1;
  }
  return counts;
}

/** As the form will draw it: without marks, and without ids, which nobody fills in. */
function fieldsIn(tree: Tree): readonly FieldText[] {
  return [...fieldsOf(tree)].filter(([path]) => !path.endsWith(`.${MARK}`) && !path.endsWith('.identifier'));
}

function fieldsShown(form: HTMLFormElement): readonly FieldText[] {
  const fields: FieldText[] = [];
  for (const element of form.elements)
    if (
      (element instanceof HTMLInputElement && element.type !== 'hidden') ||
      element instanceof HTMLTextAreaElement ||
      element instanceof HTMLSelectElement
    )
      if (element.name.startsWith('body.')) fields.push([element.name, element.value]);
  return fields;
}
