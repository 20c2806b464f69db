import fc from 'fast-check';
import { describe, it } from 'vitest';
import { saysTheTruth, sendsFewRefreshes, survivesShortOutages } from '../../day/properties';

// Thousands of days are lived by `npm run days`; these are a few of them, others each time.
describe('24 hours in a world with faults', () => {
  it('a session is never lost while outages are shorter than the reserve', () => fc.assert(survivesShortOutages, { numRuns: 40 }), 60_000);
  it('the client keeps the rules and says the truth, whatever happens', () => fc.assert(saysTheTruth, { numRuns: 60 }), 60_000);
  it('fewer refreshes are sent than 1.5 times the least possible', () => fc.assert(sendsFewRefreshes, { numRuns: 10 }), 60_000);
});
