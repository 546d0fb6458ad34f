import { DeleteArtifact } from '@/app/(house)/_artifact/delete';
import { artifactTitle } from '@/app/(house)/_artifact/title';

export const generateMetadata = artifactTitle;
export default DeleteArtifact;
