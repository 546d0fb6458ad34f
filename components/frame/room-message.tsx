import type { ShortRoom } from '@/lib/next/short-room';

/** How much of the disk is free, and what to do. */
export function RoomMessage({ folder, free, reserve, isFull }: ShortRoom) {
  const look = isFull ? 'bg-fail-bg text-fail' : 'bg-stale-bg text-stale';
  const where = <code className="font-mono [overflow-wrap:anywhere]">{folder}</code>;
  return (
    <aside
      aria-label="Disk notice"
      className={`border-b border-rule px-4 py-1.5 md:px-6 print:hidden ${look}`}
    >
      <strong className="font-medium">
        {isFull ? 'The disk is full: nothing can be saved' : 'The disk is filling up'}
      </strong>
      {isFull ? (
        <>
          . There are {free} in {where}, and {reserve} MB have to stay free. Make room there: saving then goes
          on by itself.
        </>
      ) : (
        <>
          . There are {free} in {where}; below {reserve} MB nothing can be saved. Make room before that.
        </>
      )}
    </aside>
  );
}
