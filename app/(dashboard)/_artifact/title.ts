import type { Metadata } from 'next';
import type { ArtifactParams } from './address';

/** `card.default · GardenBuddy`: from the address, so that it costs no query. */
export async function artifactTitle({ params }: { params: ArtifactParams }): Promise<Metadata> {
  const { artifact, model, version } = await params;
  return { title: [artifact, version, model].filter(Boolean).join(' · ') };
}
