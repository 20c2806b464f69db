import fc from 'fast-check';
import { describe, it } from 'vitest';
import {
  saysTheTruth,
  sendsFewRefreshes,
  survivesShortOutages,
  takesTurns,
} from '../../simulation/properties';

// `npm run simulate` checks thousands of days; these are a few of them, others each time.
describe('24 hours in a world with faults', () => {
  it(
    'a session is never lost while outages are shorter than the time that remains',
    () => fc.assert(survivesShortOutages, { numRuns: 25 }),
    60_000,
  );
  it(
    'the panes keep the rules and the cards say the truth, whatever happens',
    () => fc.assert(saysTheTruth, { numRuns: 30 }),
    60_000,
  );
  it(
    'nothing is sent into a Retry-After, and one pane at a time sends',
    () => fc.assert(takesTurns, { numRuns: 60 }),
    60_000,
  );
  it(
    'fewer refreshes are sent than 1.5 times the least possible',
    () => fc.assert(sendsFewRefreshes, { numRuns: 6 }),
    60_000,
  );
});
