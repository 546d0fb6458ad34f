'use client'; // reads the browser's cookies

import { useSyncExternalStore } from 'react';
import { hasBegunView, VIEW_BEGAN } from '@/lib/core/view-began';

const never = () => () => {};
const inBrowser = () => hasBegunView(document.cookie);

/** Above a document that knows nothing of the session: that it may be one of a view. Without our styles. */
export default function BeganView() {
  const mayBeView = useSyncExternalStore(never, inBrowser, () => false);
  if (!mayBeView) return null;
  return (
    <aside
      aria-label="View"
      style={{ border: '1px solid', borderRadius: 6, padding: '8px 12px', marginBottom: 24 }}
    >
      {VIEW_BEGAN}
    </aside>
  );
}
