import { DeleteArtifact } from '@/app/(dashboard)/_artifact/delete';
import { artifactTitle } from '@/app/(dashboard)/_artifact/title';

export const generateMetadata = artifactTitle;
export default DeleteArtifact;
