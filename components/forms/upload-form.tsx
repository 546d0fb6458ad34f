'use client'; // sends the file as it is, with progress; without JavaScript a plain multipart post

import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { queryText } from '@/lib/core/urls';
import { buttonClass } from '../ui/button';
import { Note } from '../ui/note';

interface UploadFormProps {
  readonly action: string;
  readonly projects: readonly string[];
}

interface Progress {
  readonly state: 'idle' | 'sending' | 'refused';
  /** Of the bytes, 0 to 1. */
  readonly sent: number;
  readonly message: string;
}

const IDLE: Progress = { state: 'idle', sent: 0, message: '' };
const BOX =
  'w-full rounded-md border border-rule-2 bg-lift px-2.5 py-[5px] text-sm/[18px] hover:border-ink-3';

/** Uploads an archive and goes to the report of what importing it would do. */
export function UploadForm({ action, projects }: UploadFormProps) {
  const router = useRouter();
  const [progress, setProgress] = useState(IDLE);
  const isSending = progress.state === 'sending';

  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isSending) return;
    const data = new FormData(event.currentTarget);
    const file = data.get('file');
    if (!(file instanceof File) || file.size === 0) {
      setProgress({ state: 'refused', sent: 0, message: 'Choose a file first.' });
      return;
    }
    setProgress({ state: 'sending', sent: 0, message: '' });
    const choices = {
      project: String(data.get('project') ?? ''),
      overwrite: data.get('overwrite') === null ? '' : 'on',
    };
    const request = new XMLHttpRequest();
    request.open('POST', `${action}${queryText(choices)}`);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) =>
      setProgress({ state: 'sending', sent: total === 0 ? 0 : loaded / total, message: '' });
    request.onerror = () =>
      setProgress({ state: 'refused', sent: 0, message: 'The upload broke off. Try again.' });
    request.onload = () => {
      const answer = request.response as { to?: string; detail?: string } | null;
      if (request.status === 200 && answer?.to !== undefined) router.push(answer.to as Route);
      else
        setProgress({
          state: 'refused',
          sent: 0,
          message: answer?.detail ?? `The server answered ${request.status}.`,
        });
    };
    request.send(file);
  }

  return (
    <form
      method="post"
      action={action}
      encType="multipart/form-data"
      onSubmit={send}
      className="flex flex-col gap-4"
    >
      <div aria-live="polite" className="contents">
        {progress.state === 'refused' && <Note tone="fail">{progress.message}</Note>}
      </div>
      <div className="flex flex-col gap-1">
        <label htmlFor="file" className="font-medium">
          File
        </label>
        <input
          id="file"
          name="file"
          type="file"
          required
          accept=".zip,.tar,.tgz,.gz,.json,.db,.sqlite,.yaml,.yml,application/zip,application/x-tar,application/gzip,application/json"
          className={`${BOX} file:mr-3 file:rounded file:border-0 file:bg-panel file:px-2 file:font-medium file:text-ink`}
        />
      </div>
      <div className="flex flex-col gap-1">
        <label htmlFor="project" className="font-medium">
          Models and runs go to project
        </label>
        <select id="project" name="project" className={BOX}>
          <option value="">where the import says, else default</option>
          {projects.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <label className="flex gap-2">
        <input type="checkbox" name="overwrite" className="mt-[3px] size-3.5 accent-[var(--ink)]" />
        <span>
          Write what differs as a new revision
          <span className="block text-xs text-ink-3">
            Artifacts only. Otherwise what is here stays, and the report names it.
          </span>
        </span>
      </label>
      <div className="flex items-center gap-3">
        <button
          type="submit"
          aria-disabled={isSending}
          className={`${buttonClass('primary')} aria-disabled:opacity-60`}
        >
          {isSending ? 'Reading…' : 'See what would happen'}
        </button>
        {isSending && (
          <span
            role="progressbar"
            aria-label="Uploaded"
            aria-valuemin={0}
            aria-valuemax={100}
            aria-valuenow={Math.round(progress.sent * 100)}
            className="h-1 w-40 bg-rule"
          >
            <span className="block h-1 bg-ink" style={{ width: `${progress.sent * 100}%` }} />
          </span>
        )}
      </div>
    </form>
  );
}
