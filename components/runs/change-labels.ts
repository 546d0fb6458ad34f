import type { RunArea } from '@/lib/runs/comparison/difference';
import { MASK } from '@/lib/stacks/configurations/secrets';

export const AREA_WORD: Readonly<Record<RunArea, string>> = {
  commit: 'commit',
  stack: 'stack',
  configuration: 'configuration',
  steps: 'steps',
  client: 'client',
};

/** In the order in which a comparison tells them. */
export const AREAS = Object.keys(AREA_WORD) as RunArea[];

/** What the value of an area itself is, beside those of its parts: the stack's name, the order of the steps. */
const OWN: Readonly<Partial<Record<RunArea, string>>> = { stack: 'name', steps: 'order' };

/** Where a difference is, below its area; empty where the area has one value only. */
export const pathText = (area: RunArea, path: string): string => (path === '' ? (OWN[area] ?? '') : path);

/** What a value that is not there is called, area by area. */
const ABSENT: Readonly<Record<RunArea, string>> = {
  commit: 'no commit',
  stack: 'none',
  configuration: 'not set',
  steps: 'none',
  client: 'not recorded',
};

export const absentWord = (area: RunArea): string => ABSENT[area];

/** Commits by the beginning of their hash, as people say them; everything else as it stands. */
export const valueText = (area: RunArea, value: string): string =>
  area === 'commit' && /^[0-9a-f]{40,64}$/.test(value) ? value.slice(0, 7) : value.replaceAll(MASK, '••••••');
