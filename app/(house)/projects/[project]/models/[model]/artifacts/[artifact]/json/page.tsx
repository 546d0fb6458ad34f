import { ArtifactJson } from '@/app/(house)/_artifact/json';
import { artifactTitle } from '@/app/(house)/_artifact/title';

export const generateMetadata = artifactTitle;
export default ArtifactJson;
