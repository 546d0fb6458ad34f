import { url } from '@/lib/core/urls';
import type { FormAction } from '@/lib/next/form-state';
import { DownloadForm } from '../forms/download-form';
import { Form } from '../forms/form';
import { Submit } from '../forms/submit';
import { Menu } from '../frame/menu';
import { buttonClass } from '../ui/button';

interface AuditActionsProps {
  readonly verify: FormAction;
  /** Whether a check was begun and is not at the end. */
  readonly isBegun: boolean;
  /** What is asked of the list, and so exported. */
  readonly kept: Readonly<Record<string, string>>;
  readonly count: number | '10,000+';
}

/** Checking the chains, and exporting what the filters leave. */
export function AuditActions({ verify, isBegun, kept, count }: AuditActionsProps) {
  const events =
    count === 1 ? '1 event' : `${typeof count === 'number' ? count.toLocaleString('en') : count} events`;
  return (
    <>
      <Form action={verify} className="flex flex-wrap gap-2" quiet>
        <Submit look="plain" busy="Verifying…">
          {isBegun ? 'Go on verifying' : 'Verify now'}
        </Submit>
      </Form>
      <Menu
        label={
          <>
            Export
            <svg
              viewBox="0 0 10 10"
              width="10"
              height="10"
              fill="none"
              stroke="currentColor"
              aria-hidden="true"
            >
              <path d="M2 3.8 5 6.8 8 3.8" strokeWidth="1.2" />
            </svg>
          </>
        }
        summaryClass={buttonClass()}
        panelClass="absolute right-0 z-20 mt-1.5 w-64 rounded-md border border-rule-2 bg-lift p-3 max-md:right-auto max-md:left-0"
      >
        <DownloadForm action={url.auditExport()} className="flex flex-col gap-2">
          {Object.entries(kept).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <button type="submit" name="format" value="jsonl" className={`${buttonClass()} justify-start`}>
            JSON lines <span className="font-normal text-ink-3">with hashes</span>
          </button>
          <button type="submit" name="format" value="csv" className={`${buttonClass()} justify-start`}>
            CSV <span className="font-normal text-ink-3">for a spreadsheet</span>
          </button>
          <p className="text-xs text-ink-3">
            {Object.keys(kept).length === 0 ? `All ${events}.` : `The ${events} of these filters.`} The export
            is an event, too.
          </p>
        </DownloadForm>
      </Menu>
    </>
  );
}
