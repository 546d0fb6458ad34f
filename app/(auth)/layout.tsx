import type { ReactNode } from 'react';
import { Mark } from '@/components/ui/mark';

/** The pages before one is inside: a narrow column, nothing else. */
export default function DoorLayout({ children }: { children: ReactNode }) {
  return (
    <main className="mx-auto flex min-h-screen w-full max-w-[360px] flex-col px-4 pt-[14vh] pb-16">
      <p className="mb-8 flex items-center gap-2 font-semibold tracking-[-0.01em]">
        <Mark size={20} />
        Assay
      </p>
      {children}
    </main>
  );
}
