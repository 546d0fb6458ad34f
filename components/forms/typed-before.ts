'use client'; // about the moment in which the browser's side takes over

import { type RefObject, useLayoutEffect } from 'react';

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** Texts of several lines that somebody typed in before React took the field over. */
const typed = new WeakMap<HTMLTextAreaElement, string>();
const taken = new WeakSet<HTMLTextAreaElement>();

const isWaiting = (target: unknown): target is HTMLTextAreaElement =>
  target instanceof HTMLTextAreaElement && !taken.has(target);

function note(field: HTMLTextAreaElement): void {
  const { value } = field;
  if (value !== field.defaultValue) typed.set(field, value);
  // What was given a value, be it the same, keeps what is selected while React gives it its first value again; what never
  // was loses it.
  else field.value = value;
}

// This runs before React reaches the first field of the page. It gives each such field its first value again when it
// takes it over, piece by piece while people go on typing: what they typed is kept beside, and put back before the next key.
if (typeof document !== 'undefined') {
  for (const field of document.querySelectorAll('textarea')) note(field);
  const listen = (type: string, then: (field: HTMLTextAreaElement) => void) =>
    document.addEventListener(
      type,
      ({ target }) => {
        if (isWaiting(target)) then(target);
      },
      true,
    );
  listen('focusin', (field) => {
    if (!typed.has(field)) note(field);
  });
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
    const controls = [...(form.current?.elements ?? [])].filter(isControl);
    for (const control of controls.filter(isWaiting)) {
      putBack(control);
      taken.add(control);
    }
    const changed = controls.filter(wasChanged).map((control) => ({ control, is: stateOf(control) }));
    // Not while React is at work: what it draws next must see it.
    queueMicrotask(() => {
      for (const { control, is } of changed) tell(control, is);
    });
  }, [form]);
}

const isControl = (element: Element): element is Control =>
  element instanceof HTMLTextAreaElement ||
  element instanceof HTMLSelectElement ||
  (element instanceof HTMLInputElement && element.type !== 'hidden' && element.type !== 'file');

const isTicked = (control: Control): control is HTMLInputElement =>
  control.type === 'checkbox' || control.type === 'radio';

function wasChanged(control: Control): boolean {
  if (control instanceof HTMLSelectElement) {
    const first = [...control.options].findIndex(({ defaultSelected }) => defaultSelected);
    return Math.max(0, first) !== control.selectedIndex;
  }
  return isTicked(control)
    ? control.checked !== control.defaultChecked
    : control.value !== control.defaultValue;
}

const stateOf = (control: Control): string | boolean => (isTicked(control) ? control.checked : control.value);

/** React takes for a change only what differs from what was last written through the element itself. */
function tell(control: Control, is: string | boolean): void {
  if (control instanceof HTMLSelectElement) {
    control.value = String(is);
    control.dispatchEvent(new Event('change', { bubbles: true }));
    return;
  }
  const name = isTicked(control) ? 'checked' : 'value';
  const setter = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(control), name)?.set;
  if (name === 'checked') (control as HTMLInputElement).checked = is === false;
  else control.value = `${is} `;
  setter?.call(control, is);
  control.dispatchEvent(new Event(name === 'checked' ? 'click' : 'input', { bubbles: true }));
}
