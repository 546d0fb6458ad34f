const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** `-%d_%h_%y-%H_%M_%S_%f`, as the client names runs that nobody named. */
const NAMED_BY_TIME = /-(\d\d)_([A-Z][a-z]{2})_(\d\d)-(\d\d)_(\d\d)_(\d\d)_(\d{6})$/;

/**
 * When a run began, read from the name that clients give by default (`training-24_May_22-10_00_00_000000`), to the
 * millisecond; null for any other name and for a time that no clock shows. The client's clock is taken for UTC.
 */
export function startOf(pipeline: string, run: string): Date | null {
  const match = NAMED_BY_TIME.exec(run);
  if (match === null || run.slice(0, match.index) !== pipeline) return null;
  const [, day, name = '', year, hour, minute, second, micro = ''] = match;
  const month = MONTHS.indexOf(name.toLowerCase());
  const parts = [
    2000 + Number(year),
    month,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  ] as const;
  const at = new Date(Date.UTC(...parts, Number(micro.slice(0, 3))));
  const shows =
    month >= 0 &&
    at.getUTCMonth() === month &&
    at.getUTCDate() === parts[2] &&
    at.getUTCHours() === parts[3] &&
    at.getUTCMinutes() === parts[4] &&
    at.getUTCSeconds() === parts[5];
  return shows ? at : null;
}
