import fc from 'fast-check';
import type { Effect, SessionEvent } from '../../../src/session/events';
import { keyOf } from '../../../src/session/records';
import type { Bench } from './reducerBench';
import {
  account,
  anyVerdict,
  documentShown,
  reducerBench,
  failure,
  noon,
  recordWith,
  workbook,
} from './reducerBench';

const clicks: readonly SessionEvent[] = [
  { kind: 'signInRequested', another: false },
  { kind: 'signInRequested', another: true },
  { kind: 'signInRequested', another: false, organization: 'fabrikam.onmicrosoft.com' },
  { kind: 'organizationSuggested', organization: 'fabrikam.onmicrosoft.com' },
  { kind: 'signOutRequested' },
  { kind: 'checkAgainRequested' },
  { kind: 'linkGiven', link: 'https://contoso.sharepoint.com/:x:/s/Finance/E1' },
  { kind: 'persistChangesChosen', persistChanges: false },
  { kind: 'persistChangesChosen', persistChanges: true },
  { kind: 'startRequested' },
  { kind: 'startRequested' },
  { kind: 'attachRequested', sessionId: 'theirs' },
  { kind: 'cancelRequested' },
  { kind: 'refreshRequested' },
  { kind: 'keepAliveSet', on: true },
  { kind: 'keepAliveSet', on: false },
  { kind: 'stopAfterChosen', stopAfterMs: 3_600_000 },
  { kind: 'stopAfterChosen', stopAfterMs: null },
  { kind: 'closeRequested' },
  { kind: 'leavingConfirmed' },
  { kind: 'allFilesRequested' },
  { kind: 'dismissed' },
  { kind: 'lockHeld', key: keyOf({ accountId: account.id, workbook }) },
  { kind: 'lockLost' },
  documentShown(workbook),
  documentShown({ ...workbook, itemId: 'other' }),
  documentShown('Copy.xlsx'),
  { kind: 'throttled', until: noon + 600_000 },
  { kind: 'onlineChanged', online: false },
  { kind: 'onlineChanged', online: true },
  { kind: 'woke' },
];

export type Act =
  | { readonly kind: 'click'; readonly event: SessionEvent }
  | {
      readonly kind: 'answer';
      readonly pick: number;
      readonly recovery: Parameters<typeof failure>[0] | null;
      readonly waitMs: number;
    }
  | { readonly kind: 'pass'; readonly ms: number };

const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ kind: fc.constant('click' as const), event: fc.constantFrom(...clicks) }),
  fc.record({
    kind: fc.constant('answer' as const),
    pick: fc.nat(5),
    recovery: fc.option(anyVerdict, { freq: 2 }),
    waitMs: fc.constantFrom(0, 0, 30_000, 900_000),
  }),
  fc.record({
    kind: fc.constant('pass' as const),
    ms: fc.constantFrom(1, 2_000, 60_000, 210_000, 600_000),
  }),
);

/** The state in which a pane starts, and the events that follow. */
export interface Life {
  readonly from: 'started' | 'reloaded' | 'ready' | 'open' | 'attached';
  readonly acts: readonly Act[];
}

/**
 * Plays events against the core; `each` checks it at the start and after each event, with its
 * effects.
 */
export function play(
  { from, acts }: Life,
  each: (core: Bench, effects: readonly Effect[], event: SessionEvent) => void,
): void {
  const core = reducerBench({ keepAlive: true });
  const pending: Effect[] = [];
  let opened = 0;
  const tell = (event: SessionEvent): void => {
    core.tell(event);
    pending.push(
      ...core.effects.filter(
        (effect) => effect.kind !== 'cancelRequest' && effect.kind !== 'signOut',
      ),
    );
    each(core, sent(core.effects), event);
  };
  const { choices } = core.appState;
  if (from === 'started') tell({ kind: 'started', known: null, choices });
  else if (from === 'reloaded') {
    tell({ kind: 'started', known: { account, workbook }, record: recordWith(), choices });
  } else {
    if (from === 'ready') core.ready();
    else if (from === 'open') core.open('session-0');
    else core.attached();
    each(core, [], { kind: 'woke' });
  }
  for (const step of acts) {
    if (step.kind === 'pass') {
      core.pass(step.ms);
      tell({ kind: 'woke' });
    } else if (step.kind === 'click') tell(step.event);
    else {
      const [effect] = pending.splice(step.pick % Math.max(1, pending.length), 1);
      if (effect !== undefined) {
        tell(answerTo(effect, step, core, () => `session-${(opened += 1)}`));
      }
    }
  }
}

function answerTo(
  effect: Effect,
  step: Extract<Act, { kind: 'answer' }>,
  { now, state }: Bench,
  newId: () => string,
): SessionEvent {
  const { recovery, waitMs } = step;
  const fault =
    recovery === null
      ? undefined
      : failure(recovery, waitMs === 0 ? { at: now } : { at: now, notBefore: now + waitMs });
  switch (effect.kind) {
    case 'signIn':
      return fault === undefined
        ? { kind: 'signedIn', requestKey: effect.requestKey, account }
        : {
            kind: 'signInFailed',
            requestKey: effect.requestKey,
            failure: { reason: 'cancelled', at: now },
          };
    case 'locate':
      return fault === undefined
        ? {
            kind: 'located',
            requestKey: effect.requestKey,
            workbook,
            ...(state.kind === 'resuming' ? { record: recordWith() } : {}),
          }
        : {
            kind: 'notLocated',
            requestKey: effect.requestKey,
            problem: { reason: 'unknown', failure: fault },
          };
    case 'open':
      return fault === undefined
        ? {
            kind: 'opened',
            requestKey: effect.requestKey,
            workbook,
            sessionId: newId(),
            persistChanges: effect.persistChanges,
            sentAt: now,
          }
        : { kind: 'openFailed', requestKey: effect.requestKey, failure: fault };
    case 'refresh':
      return fault === undefined
        ? { kind: 'refreshed', requestKey: effect.requestKey, sentAt: now }
        : { kind: 'refreshFailed', requestKey: effect.requestKey, failure: fault };
    case 'close':
      return fault === undefined
        ? { kind: 'closed', requestKey: effect.requestKey }
        : { kind: 'closeFailed', requestKey: effect.requestKey, failure: fault };
    default:
      return { kind: 'woke' };
  }
}

/** The effects without those that are cancelled at once: nothing is sent for them. */
export function sent(effects: readonly Effect[]): readonly Effect[] {
  const cancelled = new Set(
    effects.flatMap((effect) => (effect.kind === 'cancelRequest' ? [effect.requestKey] : [])),
  );
  return effects.filter(
    (effect) =>
      effect.kind === 'cancelRequest' ||
      effect.kind === 'signOut' ||
      !cancelled.has(effect.requestKey),
  );
}

/** True if these effects close the session. */
export const closes = (effects: readonly Effect[], sessionId: string): boolean =>
  effects.some((effect) => effect.kind === 'close' && effect.sessionId === sessionId);

const lives: fc.Arbitrary<Life> = fc.record({
  from: fc.constantFrom('started', 'reloaded', 'ready', 'open', 'open', 'attached'),
  acts: fc.array(act, { maxLength: 60, size: 'max' }),
});

/** Checks the property for many sequences of events. */
export const always = (property: (life: Life) => void): void =>
  fc.assert(fc.property(lives, property), { numRuns: 600 });
