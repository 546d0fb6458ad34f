import { ArtifactJson } from '@/app/(dashboard)/_artifact/json';
import { artifactTitle } from '@/app/(dashboard)/_artifact/title';

export const generateMetadata = artifactTitle;
export default ArtifactJson;
