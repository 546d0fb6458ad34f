import { Status } from '../ui/status';

/** Whether an account opens anything. A deactivated one is a fact, no failure: it has no color. */
export function PersonState({ isActive }: { readonly isActive: boolean }) {
  return isActive ? <Status kind="passed" text="Active" /> : <Status kind="none" text="Deactivated" />;
}
