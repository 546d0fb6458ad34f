/** A summary with a drawn triangle that turns: browsers disagree on the marker and its styles. */
export const SUMMARY =
  'cursor-pointer list-none before:mr-1.5 before:inline-block before:border-y-4 before:border-l-[5px] before:border-y-transparent ' +
  'before:border-l-ink-3 before:align-[-0.5px] before:content-[""] [details[open]>&]:before:rotate-90 print:before:hidden';
