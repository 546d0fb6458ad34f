'use client'; // about the moment in which the browser's side takes over

import { type RefObject, useLayoutEffect } from 'react';

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** Texts of several lines that somebody typed in before React took the field over. */
const typed = new WeakMap<HTMLTextAreaElement, string>();
const taken = new WeakSet<HTMLTextAreaElement>();

const isWaiting = (target: unknown): target is HTMLTextAreaElement =>
  target instanceof HTMLTextAreaElement && !taken.has(target);

// This runs before React reaches the first field of the page. It gives each such field its first value again when it
// takes it over, piece by piece while people go on typing: what they typed is kept beside, and put back before the next key.
if (typeof document !== 'undefined') {
  for (const field of document.querySelectorAll('textarea')) {
    const { value } = field;
    if (value !== field.defaultValue) typed.set(field, value);
    // What was given a value, be it the same, keeps what is selected while React gives it its first value again; what
    // never was loses it.
    field.value = value;
  }
  const listen = (type: string, then: (field: HTMLTextAreaElement) => void) =>
    document.addEventListener(
      type,
      ({ target }) => {
        if (isWaiting(target)) then(target);
      },
      true,
    );
  listen('beforeinput', putBack);
  listen('input', (field) => typed.set(field, field.value));
}

function putBack(field: HTMLTextAreaElement): void {
  const text = typed.get(field);
  if (text !== undefined && field.value !== text) field.value = text;
}

/**
 * Keeps what was typed, ticked and chosen in a form before React took it over: texts of several lines get it back, and
 * whoever follows what is typed is told of all of it, as if it were typed then.
 */
export function useTypedBefore(form: RefObject<HTMLFormElement | null>): void {
  useLayoutEffect(() => {
    for (const control of form.current?.elements ?? []) {
      if (!isControl(control)) continue;
      if (isWaiting(control)) {
        putBack(control);
        taken.add(control);
      }
      if (!wasChanged(control)) continue;
      const is = Reflect.get(control, stateOf(control));
      // Not while React is at work: what it draws next must see it.
      queueMicrotask(() => tell(control, is));
    }
  }, [form]);
}

const isControl = (element: Element): element is Control =>
  /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName) && !/^(hidden|file)$/.test((element as Control).type);

/** Which property of it people change. */
const stateOf = ({ type }: Control) => (/^(checkbox|radio)$/.test(type) ? 'checked' : 'value');

function wasChanged(control: Control): boolean {
  if (control instanceof HTMLSelectElement) {
    const first = [...control.options].findIndex(({ defaultSelected }) => defaultSelected);
    return Math.max(0, first) !== control.selectedIndex;
  }
  const { checked, defaultChecked, value, defaultValue } = control as HTMLInputElement;
  return stateOf(control) === 'checked' ? checked !== defaultChecked : value !== defaultValue;
}

/** React takes for a change only what differs from what was last written through the element's own property. */
function tell(control: Control, is: string | boolean): void {
  const state = stateOf(control);
  Reflect.set(control, state, typeof is === 'boolean' ? !is : `${is} `);
  Reflect.set(Object.getPrototypeOf(control), state, is, control);
  for (const type of ['input', state === 'checked' ? 'click' : 'change'])
    control.dispatchEvent(new Event(type, { bubbles: true }));
}
