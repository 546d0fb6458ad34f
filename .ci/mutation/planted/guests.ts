const house = globalThis as { plantedGuests?: number | undefined };

/** Without what it does, the worker is spoilt for all tests that come later. */
export function leave(): void {
  house.plantedGuests = undefined;
}

/** How many there are now; the tests know no quiet guest. */
export function arrive(isQuiet: boolean): number {
  if (isQuiet) return 0;
  house.plantedGuests = (house.plantedGuests ?? 0) + 1;
  return house.plantedGuests;
}
