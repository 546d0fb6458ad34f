import { NewArtifact } from '@/app/(house)/_artifact/new';

export const metadata = { title: 'New artifact' };
export default NewArtifact;
