import { Gone } from '@/components/ui/gone';
import type { Absence } from '@/lib/core/absence';
import { url } from '@/lib/core/urls';

interface ServiceAccountGoneProps {
  readonly name: string;
  readonly absence: Absence | null;
}

/** The page of a service account that is not there (404), or is spelled otherwise. */
export function ServiceAccountGone({ name, absence }: ServiceAccountGoneProps) {
  return (
    <Gone
      what={`The service account ${name}`}
      absence={absence}
      back={{ href: url.serviceAccounts(), label: 'Service accounts' }}
    />
  );
}
