export { answerAuth as GET, answerAuth as POST } from '@/lib/next/auth';
