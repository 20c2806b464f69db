import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Effect, Event } from '../../../src/session/events';
import { nextWakeAt } from '../../../src/session/keepAlive';
import type { Bench } from './support';
import { account, anyVerdict, bench, failure, workbook } from './support';

const clicks: readonly Event[] = [
  { kind: 'signInRequested', another: false },
  { kind: 'signInRequested', another: true },
  { kind: 'signOutRequested' },
  { kind: 'checkAgainRequested' },
  { kind: 'linkGiven', link: 'https://contoso.sharepoint.com/:x:/s/Finance/E1' },
  { kind: 'persistChangesChosen', persistChanges: false },
  { kind: 'persistChangesChosen', persistChanges: true },
  { kind: 'startRequested' },
  { kind: 'startRequested' },
  { kind: 'attachRequested', sessionId: 'theirs' },
  { kind: 'givenUp' },
  { kind: 'refreshRequested' },
  { kind: 'keepAliveSet', on: true },
  { kind: 'keepAliveSet', on: false },
  { kind: 'stopAfterChosen', stopAfterMs: 3_600_000 },
  { kind: 'stopAfterChosen', stopAfterMs: null },
  { kind: 'closeRequested' },
  { kind: 'dismissed' },
  { kind: 'onlineChanged', online: false },
  { kind: 'onlineChanged', online: true },
  { kind: 'woke' },
];

type Act =
  | { readonly kind: 'click'; readonly event: Event }
  | { readonly kind: 'answer'; readonly pick: number; readonly verdict: Parameters<typeof failure>[0] | null; readonly waitMs: number }
  | { readonly kind: 'pass'; readonly ms: number };

const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ kind: fc.constant('click' as const), event: fc.constantFrom(...clicks) }),
  fc.record({
    kind: fc.constant('answer' as const),
    pick: fc.nat(5),
    verdict: fc.option(anyVerdict, { freq: 2 }),
    waitMs: fc.constantFrom(0, 0, 30_000, 900_000),
  }),
  fc.record({ kind: fc.constant('pass' as const), ms: fc.constantFrom(1, 2_000, 60_000, 210_000, 600_000) }),
);

/** Plays acts against the heart; `each` looks at it after each event, with the effects that came of it. */
function play(acts: readonly Act[], each: (heart: Bench, effects: readonly Effect[], event: Event) => void): void {
  const heart = bench();
  const pending: Effect[] = [];
  let opened = 0;
  const tell = (event: Event): void => {
    heart.tell(event);
    pending.push(...heart.effects.filter((effect) => effect.kind !== 'giveUp' && effect.kind !== 'signOut'));
    each(heart, heart.effects, event);
  };
  tell({ kind: 'started', memory: null, choices: heart.snapshot.choices });
  for (const step of acts) {
    if (step.kind === 'pass') {
      heart.pass(step.ms);
      tell({ kind: 'woke' });
    } else if (step.kind === 'click') tell(step.event);
    else {
      const [effect] = pending.splice(step.pick % Math.max(1, pending.length), 1);
      if (effect !== undefined) tell(answerTo(effect, step, heart, () => `session-${(opened += 1)}`));
    }
  }
}

function answerTo(effect: Effect, step: Extract<Act, { kind: 'answer' }>, { now }: Bench, newId: () => string): Event {
  const { verdict, waitMs } = step;
  const fault = verdict === null ? undefined : failure(verdict, waitMs === 0 ? { at: now } : { at: now, notBefore: now + waitMs });
  switch (effect.kind) {
    case 'signIn':
      return fault === undefined
        ? { kind: 'signedIn', run: effect.run, account }
        : { kind: 'signInFailed', run: effect.run, failure: { reason: 'cancelled', at: now } };
    case 'locate':
      return fault === undefined
        ? { kind: 'located', run: effect.run, workbook }
        : { kind: 'notLocated', run: effect.run, problem: { reason: 'unclear', failure: fault } };
    case 'open':
      return fault === undefined
        ? { kind: 'opened', run: effect.run, workbook, sessionId: newId(), persistChanges: effect.persistChanges, sentAt: now }
        : { kind: 'openFailed', run: effect.run, failure: fault };
    case 'refresh':
      return fault === undefined
        ? { kind: 'refreshed', run: effect.run, sentAt: now }
        : { kind: 'refreshFailed', run: effect.run, failure: fault };
    case 'close':
      return fault === undefined
        ? { kind: 'closed', run: effect.run }
        : { kind: 'closeFailed', run: effect.run, failure: fault };
    default:
      return { kind: 'woke' };
  }
}

const closes = (effects: readonly Effect[], sessionId: string): boolean =>
  effects.some(
    (effect) =>
      (effect.kind === 'close' && effect.sessionId === sessionId) ||
      (effect.kind === 'signOut' && effect.leaving?.sessionId === sessionId),
  );

const acts = fc.array(act, { maxLength: 80, size: 'max' });
const always = (property: (acts: readonly Act[]) => void): void => fc.assert(fc.property(acts, property), { numRuns: 1_000 });

describe('whatever happens', () => {
  it('a session that was opened is held or closed again', () => {
    always((steps) => {
      play(steps, ({ state, snapshot, now }, effects, event) => {
        if (event.kind !== 'opened' || snapshot.quietUntil > now) return;
        const held = state.kind === 'open' && state.session.id === event.sessionId;
        expect(held || closes(effects, event.sessionId)).toBe(true);
      });
    });
  });

  it('a session is let go only by closing it, by the word of the service, in its silence, or for another person', () => {
    always((steps) => {
      let before: string | undefined;
      play(steps, ({ state, snapshot, now }, effects, event) => {
        const held = state.kind === 'open' ? state.session.id : undefined;
        if (before !== undefined && before !== held && snapshot.quietUntil <= now) {
          const over = event.kind === 'refreshFailed' && ['over', 'recreate'].includes(event.failure.verdict.kind);
          const foreign = (event.kind === 'signOutRequested' || event.kind === 'signInRequested') && before === 'theirs';
          expect(over || foreign || event.kind === 'signedIn' || closes(effects, before)).toBe(true);
        }
        before = held;
      });
    });
  });

  it('a refresh is sent only for the session that is held, or that is to be taken over', () => {
    always((steps) => {
      play(steps, ({ state }, effects) => {
        for (const effect of effects) {
          if (effect.kind !== 'refresh') continue;
          const held = state.kind === 'open' ? state.session.id : undefined;
          const taken = state.kind === 'opening' && state.how.kind === 'attach' ? state.how.sessionId : undefined;
          expect(effect.sessionId).toBe(held ?? taken);
        }
      });
    });
  });

  it('no timer is wanted where no session is held or being opened', () => {
    always((steps) => {
      play(steps, ({ state, snapshot }) => {
        if (state.kind !== 'open' && state.kind !== 'opening') expect(nextWakeAt(snapshot)).toBeNull();
      });
    });
  });

  it('nothing is sent to the service before the silence it asked for has passed', () => {
    always((steps) => {
      play(steps, ({ snapshot, now }, effects) => {
        const sent = effects.filter(({ kind }) => kind === 'locate' || kind === 'open' || kind === 'refresh' || kind === 'close');
        const leaving = effects.filter((effect) => effect.kind === 'signOut' && effect.leaving !== null);
        if (snapshot.quietUntil > now) expect([...sent, ...leaving]).toEqual([]);
      });
    });
  });

  it('a heart that keeps alive always has a next moment, unless it waits for the network or a person', () => {
    always((steps) => {
      play(steps, ({ state, snapshot }) => {
        if (state.kind !== 'open' || state.keepAlive.kind === 'off') return;
        const { kind } = state.request;
        if (kind === 'idle' || kind === 'retrying') expect(nextWakeAt(snapshot)).not.toBeNull();
      });
    });
  });
});
