'use client';

import { ThemeProvider } from 'next-themes';
import type { ReactNode } from 'react';

/** Puts `light` or `dark` on <html> before the first paint; without a choice, or without JavaScript, the system decides. */
export function Theme({ nonce, children }: { nonce: string; children: ReactNode }) {
  return (
    <ThemeProvider attribute="class" defaultTheme="system" nonce={nonce} disableTransitionOnChange>
      {children}
    </ThemeProvider>
  );
}
