/** Releases of ZenML whose clients import a stack from a file of this form. */
export const RELEASES = [
  '0.8.0',
  '0.8.1',
  '0.9.0',
  '0.10.0',
  '0.11.0',
  '0.12.0',
  '0.13.0',
  '0.13.1',
  '0.13.2',
] as const;

const DEFAULT: (typeof RELEASES)[number] = '0.8.1';

/** The release that an address or a form asks for; what is none counts as absent. */
export const releaseOf = (requested: string | undefined): string =>
  RELEASES.find((known) => known === requested) ?? DEFAULT;
