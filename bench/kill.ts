import { type KillReport, killCycles } from './kill-cycles';

/** `npm run bench:kill`: ends the server by SIGKILL while it writes, twenty times, and counts what was lost. */
const cycles = Number(process.env['BENCH_CYCLES'] ?? 20);
const report: KillReport = await killCycles(cycles, (line) => process.stdout.write(`${line}\n`));
process.stdout.write(
  `${report.cycles} kills, ${report.acknowledged} acknowledged writes, ${report.lost} lost, ${report.failedStarts} failed starts\n`,
);
process.exit(report.lost === 0 && report.failedStarts === 0 && report.cycles === cycles ? 0 : 1);
