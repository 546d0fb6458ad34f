import { EditArtifact } from '@/app/(house)/_artifact/edit';
import { artifactTitle } from '@/app/(house)/_artifact/title';

export const generateMetadata = artifactTitle;
export default EditArtifact;
