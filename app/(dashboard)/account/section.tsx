import type { ReactNode } from 'react';

/** One part of the account page, with an anchor of its own. */
export function Section({
  id,
  title,
  about,
  children,
}: {
  id: string;
  title: string;
  about: ReactNode;
  children: ReactNode;
}) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="scroll-mt-4">
      <h2 id={`${id}-title`}>{title}</h2>
      <p className="mb-3 max-w-[72ch] text-ink-2">{about}</p>
      {children}
    </section>
  );
}
