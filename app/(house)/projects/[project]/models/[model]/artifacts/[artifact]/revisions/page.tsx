import { ArtifactRevisions } from '@/app/(house)/_artifact/revisions';
import { artifactTitle } from '@/app/(house)/_artifact/title';

export const generateMetadata = artifactTitle;
export default ArtifactRevisions;
