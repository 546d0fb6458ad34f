export { Nothing as default } from '@/components/ui/nothing';
