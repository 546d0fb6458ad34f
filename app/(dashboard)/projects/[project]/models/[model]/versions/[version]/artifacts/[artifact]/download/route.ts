import { downloadArtifact } from '@/app/(dashboard)/_artifact/download';

export const GET = downloadArtifact;
