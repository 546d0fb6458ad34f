import { NewArtifact } from '@/app/(dashboard)/_artifact/new';

export const metadata = { title: 'New artifact' };
export default NewArtifact;
