import { RenderedArtifact } from '@/app/(dashboard)/_artifact/rendered';
import { artifactTitle } from '@/app/(dashboard)/_artifact/title';

export const generateMetadata = artifactTitle;
export default RenderedArtifact;
