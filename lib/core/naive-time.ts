/** An instant as ZenML writes its own: UTC without saying so, microseconds. */
export const naiveTime = (at: Date): string => at.toISOString().replace('Z', '000');
