'use client'; // says what the address says, on the way back, too

import { useEffect, useRef } from 'react';

interface TickProps {
  /** The word that it stands for: `model:read`. */
  readonly name: string;
  readonly label: string;
  /** What the address says. */
  readonly ticked: boolean;
}

/** A box of a role's grid. What is ticked stays while the page follows; undone, or on the way back, the box follows, too. */
export function Tick({ name, label, ticked }: TickProps) {
  const box = useRef<HTMLInputElement>(null);
  const said = useRef(ticked);
  useEffect(() => {
    if (said.current === ticked) return;
    said.current = ticked;
    if (box.current !== null) box.current.checked = ticked;
  }, [ticked]);
  return (
    <input
      ref={box}
      type="checkbox"
      name={name}
      defaultChecked={ticked}
      aria-label={label}
      className="size-3.5 accent-[var(--ink)]"
    />
  );
}
