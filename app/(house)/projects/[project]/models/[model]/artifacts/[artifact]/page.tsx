import { RenderedArtifact } from '@/app/(house)/_artifact/rendered';
import { artifactTitle } from '@/app/(house)/_artifact/title';

export const generateMetadata = artifactTitle;
export default RenderedArtifact;
