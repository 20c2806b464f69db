import fc from 'fast-check';
import { positive, runCommand } from '../../scripts/commandLine';
import { ProblemError } from '../../scripts/problems';
import {
  forgetsNone,
  showsTheTruth,
  sendsFewRefreshes,
  survivesShortOutages,
  takesTurns,
} from './properties';

interface Replay {
  readonly numRuns: number;
  readonly endOnFailure: boolean;
  readonly seed?: number;
  readonly path?: string;
}

const properties = {
  survives: (replay: Replay) => fc.check(survivesShortOutages, replay),
  truth: (replay: Replay) => fc.check(showsTheTruth, replay),
  turns: (replay: Replay) => fc.check(takesTurns, replay),
  forgets: (replay: Replay) => fc.check(forgetsNone, replay),
  few: (replay: Replay) => fc.check(sendsFewRefreshes, replay),
};
const names = Object.keys(properties).join(', ');

// To repeat a failing day, pass the seed and path that were printed:
// npm run simulate -- --property truth --seed=1402188701 --path 11:3:1
await runCommand(
  {
    name: 'simulate',
    summary:
      'Simulates days of 24 hours with the real session core and a service with faults, and checks properties of each.',
    options: {
      runs: { type: 'string', value: 'number', default: '2000', help: 'Days for each property.' },
      property: { type: 'string', value: 'name', help: `One of ${names}.` },
      seed: { type: 'string', value: 'number', help: 'Repeat the days of this seed.' },
      path: { type: 'string', value: 'path', help: 'Repeat one failing day of that seed.' },
      'as-found': {
        type: 'boolean',
        help: 'Report a failing day as it was found. Without this it is reduced, which takes minutes.',
      },
    },
  },
  async ({ runs, property, seed, path, 'as-found': endOnFailure }) => {
    if (property !== undefined && !Object.keys(properties).includes(property)) {
      throw new ProblemError([
        { what: `There is no property ${property}.`, fix: `One of ${names}.` },
      ]);
    }
    if (seed !== undefined && !/^-?\d{1,10}$/.test(seed)) {
      throw new ProblemError([
        {
          what: `--seed is ${seed}: it must be a whole number.`,
          fix: 'Example: --seed 1402188701',
        },
      ]);
    }
    const replay = {
      numRuns: positive('runs', runs),
      endOnFailure,
      ...(seed === undefined ? {} : { seed: Number(seed) }),
      ...(path === undefined ? {} : { path }),
    };
    for (const [name, check] of Object.entries(properties)) {
      if (property === undefined || property === name) await simulate(name, check, replay);
    }
  },
);

async function simulate(
  name: string,
  check: (typeof properties)[keyof typeof properties],
  replay: Replay,
): Promise<void> {
  const started = performance.now();
  const details = await check(replay);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(
    `${name}: ${details.numRuns} days in ${seconds} s, ${details.failed ? 'FAILED' : 'held'} (seed ${details.seed})`,
  );
  if (!details.failed) return;
  console.log(
    `  ${details.errorInstance instanceof Error ? details.errorInstance.message : 'no error'}`,
  );
  console.log(`  ${JSON.stringify(details.counterexample)}`);
  console.log(
    `  again: npm run simulate -- --property ${name} --seed=${details.seed} --path ${details.counterexamplePath ?? ''}`,
  );
  process.exitCode = 1;
}
