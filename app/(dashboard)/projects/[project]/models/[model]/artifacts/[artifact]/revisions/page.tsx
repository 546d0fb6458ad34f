import { ArtifactRevisions } from '@/app/(dashboard)/_artifact/revisions';
import { artifactTitle } from '@/app/(dashboard)/_artifact/title';

export const generateMetadata = artifactTitle;
export default ArtifactRevisions;
