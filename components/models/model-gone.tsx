import { Gone } from '@/components/ui/gone';
import type { Absence } from '@/lib/core/absence';
import { url } from '@/lib/core/urls';

interface ModelGoneProps {
  readonly at: { readonly project: string; readonly model: string; readonly version?: string };
  readonly gone: Absence | null;
}

/** Page of a deleted model or version (410). */
export function ModelGone({ at: { project, model, version }, gone }: ModelGoneProps) {
  if (version === undefined)
    return (
      <Gone
        what={`Model ${model}`}
        gone={gone}
        back={{ href: url.models(project), label: `Models of ${project}` }}
      />
    );
  return (
    <Gone
      what={`Version ${version} of ${model}`}
      gone={gone}
      back={{ href: url.model(project, model), label: model }}
    />
  );
}
