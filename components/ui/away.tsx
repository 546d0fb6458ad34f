'use client'; // tries again by itself

import { buttonClass } from './button';
import { useRetry } from './use-retry';

/** Where the database stopped answering in the middle of a page, until it answers again. */
export default function Away({ retry }: { retry: () => void }) {
  const isOn = useRetry(retry);
  return (
    <div className="max-w-[60ch]" role="status">
      <h1>The database does not answer at the moment</h1>
      <p className="mt-2 mb-5 text-ink-2">
        {isOn
          ? 'This page tries again by itself until it does.'
          : 'Something was typed meanwhile, so this page waits for you.'}
      </p>
      <button type="button" onClick={retry} className={buttonClass()}>
        Try again
      </button>
    </div>
  );
}
