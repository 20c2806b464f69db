import fc from 'fast-check';
import { describe, it } from 'vitest';
import {
  forgetsNone,
  showsTheTruth,
  sendsFewRefreshes,
  survivesShortOutages,
  takesTurns,
} from '../../simulation/properties';

// `npm run simulate` checks thousands of days; this test checks a few random ones.
describe('24 hours in a world with faults', () => {
  it(
    'a session is never lost while outages are shorter than the time left for it',
    () => fc.assert(survivesShortOutages, { numRuns: 10 }),
    60_000,
  );
  it(
    'the panes follow the rules and the cards show the true state, for any incidents',
    () => fc.assert(showsTheTruth, { numRuns: 20 }),
    60_000,
  );
  it(
    'no request is sent during a Retry-After, and one pane at a time sends',
    () => fc.assert(takesTurns, { numRuns: 50 }),
    60_000,
  );
  it(
    'no session that lives is forgotten, whatever the user cancels, leaves or changes',
    () => fc.assert(forgetsNone, { numRuns: 40 }),
    60_000,
  );
  it(
    'fewer refreshes are sent than 1.5 times the minimum',
    () => fc.assert(sendsFewRefreshes, { numRuns: 2 }),
    60_000,
  );
});
