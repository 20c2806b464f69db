import fc from 'fast-check';
import { minuteMs } from '../support/durations';
import type { Click } from './incidents';
import { anyFault, comingsAndGoings, which } from './worlds';

const withinHour = fc.nat(60 * minuteMs);
/** A 404 means that the session is over, so a session behind it counts as told of. */
const strayFault = anyFault.filter((fault) => fault.kind !== 'status' || fault.status !== 404);

/** A user who leaves, cancels, changes accounts and documents, while faults come and go. */
export const strayIncidents = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('once' as const), atMs: withinHour, fault: strayFault }),
    fc.record({
      kind: fc.constant('outage' as const),
      atMs: withinHour,
      forMs: fc.constantFrom(2_000, 20_000, minuteMs),
      fault: strayFault,
    }),
    fc.record({
      kind: fc.constantFrom<Click[]>(
        'ask',
        'attach',
        'cancel',
        'confirm',
        'dismiss',
        'kind',
        'signIn',
        'signOut',
        'start',
        'switchAccount',
        'refresh',
      ),
      atMs: withinHour,
      which,
    }),
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constantFrom<Click[]>('start', 'start', 'ask', 'confirm', 'signIn'),
        atMs: withinHour,
        which,
      }),
    },
    fc.record({
      kind: fc.constant('saveAs' as const),
      atMs: withinHour,
      which,
      notices: fc.boolean(),
    }),
    ...comingsAndGoings(withinHour),
  ),
  { minLength: 60, maxLength: 250, size: 'max' },
);
