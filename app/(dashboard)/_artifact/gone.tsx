import { Gone } from '@/components/ui/gone';
import type { Absence } from '@/lib/core/absence';
import { url } from '@/lib/core/urls';
import type { At } from './address';

/** A deleted artifact's page (410). */
export function ArtifactGone({ at, absence }: { at: At; absence: Absence | null }) {
  const { project, model, version, artifact } = at;
  const back =
    version === null
      ? { href: url.model(project, model), label: model }
      : { href: url.version(project, model, version), label: `${model} ${version}` };
  return <Gone what={`Artifact ${artifact}`} absence={absence} back={back} />;
}
