import { downloadArtifact } from '@/app/(house)/_artifact/download';

export const GET = downloadArtifact;
