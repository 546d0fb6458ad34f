'use client'; // loads a dialog when it is first asked for

import { lazy, Suspense, useEffect, useState } from 'react';
import type { AdminPlace } from './admin-navigation';
import { type FrameDialog, onOpenDialog } from './open-dialog';

const Palette = lazy(() => import('./palette').then((module) => ({ default: module.Palette })));
const KeysDialog = lazy(() => import('./keys-dialog').then((module) => ({ default: module.KeysDialog })));

interface DialogsProps {
  readonly lastProject: string | null;
  /** Pages of the console that the reader may see. */
  readonly admin: readonly AdminPlace[];
}

/** Palette, project switcher and list of keys; none of their code is loaded before it is used. */
export function Dialogs({ lastProject, admin }: DialogsProps) {
  const [open, setOpen] = useState<FrameDialog | null>(null);
  useEffect(() => onOpenDialog(setOpen), []);
  const close = () => setOpen(null);
  return (
    <Suspense>
      {(open === 'palette' || open === 'projects') && (
        <Palette
          key={open}
          only={open === 'projects' ? 'projects' : null}
          lastProject={lastProject}
          admin={admin}
          onClose={close}
        />
      )}
      {open === 'keys' && <KeysDialog admin={admin} onClose={close} />}
    </Suspense>
  );
}
