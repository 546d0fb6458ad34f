/** The frame's dialogs are opened from menus, buttons and keys alike: by an event on the window. */
export type FrameDialog = 'palette' | 'projects' | 'keys';

const EVENT = 'assay:open';

export function openDialog(dialog: FrameDialog): void {
  window.dispatchEvent(new CustomEvent<FrameDialog>(EVENT, { detail: dialog }));
}

/** Calls back for each request to open a dialog; answers how to stop. */
export function onOpenDialog(open: (dialog: FrameDialog) => void): () => void {
  const listen = (event: Event) => open((event as CustomEvent<FrameDialog>).detail);
  window.addEventListener(EVENT, listen);
  return () => window.removeEventListener(EVENT, listen);
}
