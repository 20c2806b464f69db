import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { saysTheTruth, sendsFewRefreshes, survivesShortOutages } from './properties';

// Lives thousands of days: npm run days -- --runs 5000. A failing one is lived again with the seed and path that it prints:
// npm run days -- --property truth --seed 1402188701 --path 11:3:1
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '2000' },
    property: { type: 'string' },
    seed: { type: 'string' },
    path: { type: 'string' },
  },
});

interface Replay {
  readonly numRuns: number;
  readonly seed?: number;
  readonly path?: string;
}

const properties = {
  survives: (replay: Replay) => fc.check(survivesShortOutages, replay),
  truth: (replay: Replay) => fc.check(saysTheTruth, replay),
  few: (replay: Replay) => fc.check(sendsFewRefreshes, replay),
};

for (const [name, check] of Object.entries(properties)) {
  if (values.property !== undefined && values.property !== name) continue;
  const seed = values.seed === undefined ? {} : { seed: Number(values.seed) };
  const path = values.path === undefined ? {} : { path: values.path };
  const started = performance.now();
  const details = await check({ numRuns: Number(values.runs), ...seed, ...path });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${name}: ${details.numRuns} days in ${seconds} s, ${details.failed ? 'FAILED' : 'held'} (seed ${details.seed})`);
  if (!details.failed) continue;
  console.log(`  ${details.errorInstance instanceof Error ? details.errorInstance.message : 'no error'}`);
  console.log(`  ${JSON.stringify(details.counterexample)}`);
  console.log(`  again: npm run days -- --property ${name} --seed ${details.seed} --path ${details.counterexamplePath ?? ''}`);
  process.exitCode = 1;
}
