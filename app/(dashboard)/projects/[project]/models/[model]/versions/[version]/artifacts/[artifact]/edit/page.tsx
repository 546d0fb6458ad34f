import { EditArtifact } from '@/app/(dashboard)/_artifact/edit';
import { artifactTitle } from '@/app/(dashboard)/_artifact/title';

export const generateMetadata = artifactTitle;
export default EditArtifact;
