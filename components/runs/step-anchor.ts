/** Id of a step in the list of its run's page: `#step-3`, counted from one as the list does. */
export const stepAnchor = (place: number): string => `step-${place + 1}`;
