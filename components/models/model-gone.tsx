import { Gone } from '@/components/ui/gone';
import type { Absence } from '@/lib/core/absence';
import { url } from '@/lib/core/urls';

interface ModelGoneProps {
  readonly at: { readonly project: string; readonly model: string; readonly version?: string };
  readonly absence: Absence | null;
}

/** Page of a deleted model or version (410). */
export function ModelGone({ at: { project, model, version }, absence }: ModelGoneProps) {
  if (version === undefined)
    return (
      <Gone
        what={`Model ${model}`}
        absence={absence}
        back={{ href: url.models(project), label: `Models of ${project}` }}
      />
    );
  return (
    <Gone
      what={`Version ${version} of ${model}`}
      absence={absence}
      back={{ href: url.model(project, model), label: model }}
    />
  );
}
