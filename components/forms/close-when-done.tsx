'use client'; // reads the state of the form around

import { useEffect, useRef } from 'react';
import { useFormState } from './form';

/**
 * Closes the question that a form was sent from once it is done, be it around the form or inside of it: left open it asks
 * about what is there now, and a second press does the opposite. A refusal leaves it open, with its reason.
 */
export function CloseWhenDone() {
  const { state } = useFormState();
  const here = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const form = here.current?.closest('form');
    if (state.status !== 'done' || form == null) return;
    for (const pane of document.querySelectorAll<HTMLElement>(':popover-open'))
      if (pane.contains(form) || form.contains(pane)) pane.hidePopover();
  }, [state]);
  return <span ref={here} hidden />;
}
