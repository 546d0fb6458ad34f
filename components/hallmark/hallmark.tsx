import { STATUS_WORD, type StatusKind, StatusShape } from '@/components/ui/status';
import { dayText, instantText, isTime, shortDayText } from '@/components/ui/time-text';

export interface Verdict {
  readonly kind: StatusKind;
  /** What the assay said in few characters: `17 / 21`, `revision 3`. */
  readonly text: string;
  /** Instead of the kind's own word, for what is not a judgement: how a run went. */
  readonly word?: string;
}

export interface HallmarkProps {
  /** Name of the creator; null where nobody is known. */
  readonly who: string | null;
  /** What it is, in a word or two: `card`, `run`, `version`. */
  readonly what: string;
  readonly verdict: Verdict;
  readonly when: Date | null;
}

const CELL =
  'max-w-[24ch] truncate px-[7px] [print-color-adjust:exact] forced-colors:border ' +
  '[clip-path:polygon(4px_0,calc(100%-4px)_0,100%_4px,100%_calc(100%-4px),calc(100%-4px)_100%,4px_100%,0_calc(100%-4px),0_4px)]';
const PLAIN = 'bg-[color-mix(in_srgb,var(--ink)_8%,var(--paper))] text-ink-2';
const VERDICT_CELL: Readonly<Record<StatusKind, string>> = {
  passed: 'bg-pass-bg text-pass',
  failed: 'bg-fail-bg text-fail',
  judge: 'bg-info-bg text-info',
  stale: 'bg-stale-bg text-stale',
  none: PLAIN,
};

/** `failed 17 / 21`; the word alone where the text repeats it; the text alone where nothing is judged. */
export function verdictText({ kind, text, word: given = STATUS_WORD[kind] }: Verdict): string {
  if (kind === 'none' && text !== '') return text;
  const word = given.toLowerCase();
  return text === '' || text.toLowerCase() === word ? word : `${word} ${text}`;
}

function inWords({ who, what, verdict, when }: HallmarkProps, timeText: (at: Date) => string): string {
  const time = when === null || !isTime(when) ? 'unknown time' : timeText(when);
  return [who ?? 'unknown author', what, verdictText(verdict), time].join(' · ');
}

/** The four cells in one line of text, for titles, link previews and screen readers. */
export const hallmarkText = (props: HallmarkProps): string => inWords(props, dayText);

/** Who made it, what it is, what the assay said, when: on every run, artifact, version and report. */
export function Hallmark(props: HallmarkProps) {
  const { who, what, verdict, when } = props;
  return (
    <span className="inline-flex max-w-full align-middle" title={inWords(props, instantText)}>
      <span className="sr-only">{hallmarkText(props)}</span>
      <span
        aria-hidden="true"
        className="inline-flex min-w-0 flex-wrap gap-0.5 font-mono text-2xs/[18px] font-medium uppercase"
      >
        <span className={`${CELL} ${PLAIN}`}>{who ?? '–'}</span>
        <span className={`${CELL} ${PLAIN}`}>{what}</span>
        <span className={`${CELL} ${VERDICT_CELL[verdict.kind]} inline-flex items-center gap-1.5`}>
          {verdict.kind === 'none' && verdict.text !== '' ? null : (
            <StatusShape kind={verdict.kind} size={8} />
          )}
          <span className="truncate">{verdict.text === '' ? STATUS_WORD[verdict.kind] : verdict.text}</span>
        </span>
        <span className={`${CELL} ${PLAIN}`}>{when === null ? '–' : shortDayText(when)}</span>
      </span>
    </span>
  );
}
