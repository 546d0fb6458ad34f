/** How long a rotated token goes on beside its successor, as a form offers it. */
export const OVERLAPS = [
  { value: 'day', label: 'A day' },
  { value: 'hour', label: 'An hour' },
  { value: 'week', label: 'A week' },
  { value: 'none', label: 'Not at all: it ends now' },
] as const;
