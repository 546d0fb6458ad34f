import type { Issue } from '@/lib/core/domain-error';
import type { EvidenceBody } from './body';

/**
 * Images must be base64 (line breaks are fine). Units are not looked up: their registry is the client's, and a
 * list of ours would refuse units that it knows.
 */
export function checkEvidence({ value }: EvidenceBody): Issue[] {
  if (value.evidence_type !== 'image' || isBase64(value.data)) return [];
  const path = 'body.value.data';
  return [{ path, message: `The image (${path}) is not base64 text.`, value: value.data.slice(0, 80) }];
}

function isBase64(text: string): boolean {
  const packed = text.replaceAll(/\s+/g, '');
  return packed.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(packed);
}
