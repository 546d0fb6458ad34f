import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { Frame } from '@/components/frame/frame';
import { can } from '@/lib/access/authorize';
import { actorName } from '@/lib/core/actor';
import { PROJECT_COOKIE, projectOfCookie } from '@/lib/next/last-project';
import { signedInCtx } from '@/lib/next/page-ctx';
import { endSession } from './actions';

/** Everything that needs a person: frame around the page. */
export default async function HouseLayout({ children }: { children: ReactNode }) {
  const ctx = await signedInCtx();
  const lastProject = projectOfCookie((await cookies()).get(PROJECT_COOKIE)?.value);
  const mayImport = await can(ctx, { operation: 'model', type: 'create', projectId: null });
  return (
    <Frame who={actorName(ctx.actor)} lastProject={lastProject} mayImport={mayImport} signOut={endSession}>
      {children}
    </Frame>
  );
}
