const STORED = 'assay.keys';

/** Whether single-character keys act (WCAG 2.1.4: people who dictate must be able to switch them off). */
export function keysAreOn(): boolean {
  return localStorage.getItem(STORED) !== 'off';
}

export function switchKeys(on: boolean): void {
  if (on) localStorage.removeItem(STORED);
  else localStorage.setItem(STORED, 'off');
}
