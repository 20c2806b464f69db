import { describe, expect, it } from 'vitest';
import { parseRecord } from '../../../src/browser/storedValues';
import type { Effect } from '../../../src/session/events';
import { nextWakeAt } from '../../../src/session/keepAlive';
import { keyOfTarget, recordOf, sameKey } from '../../../src/session/records';
import { always, closes, play } from './acts';
import type { Bench } from './reducerBench';

/** True if the last transition opens, refreshes or closes a session. */
const isRequest = ({ kind }: Effect): boolean =>
  kind === 'open' || kind === 'refresh' || kind === 'close';

describe('for any sequence of events', () => {
  it('a session that was opened is held or closed', () => {
    always((life) => {
      play(life, ({ state }, effects, event) => {
        if (event.kind !== 'opened') return;
        const held = state.kind === 'open' && state.session.id === event.sessionId;
        expect(held || closes(effects, event.sessionId)).toBe(true);
      });
    });
  });

  it('a session is dropped only by a close, a response of the service, or another account', () => {
    always((life) => {
      let before: string | undefined;
      play(life, ({ state }, effects, event) => {
        const held = state.kind === 'open' ? state.session.id : undefined;
        if (before !== undefined && before !== held) {
          const over =
            event.kind === 'refreshFailed' &&
            ['ended', 'recreate'].includes(event.failure.recovery.kind);
          const foreign =
            (event.kind === 'signOutRequested' || event.kind === 'signInRequested') &&
            before === 'theirs';
          expect(over || foreign || closes(effects, before)).toBe(true);
        }
        before = held;
      });
    });
  });

  it('a session whose changes would be lost is not left without a confirmation', () => {
    always((life) => {
      let before: Bench['state'] | undefined;
      play(life, ({ state }, effects, event) => {
        if (
          before?.kind === 'open' &&
          before.session.persistChanges !== true &&
          closes(effects, before.session.id)
        ) {
          expect([event.kind, before.question]).toEqual(['leavingConfirmed', expect.any(String)]);
        }
        before = state;
      });
    });
  });

  it('a refresh is sent only in the session that is open, being attached or about to be closed', () => {
    always((life) => {
      play(life, ({ state }, effects) => {
        for (const effect of effects) {
          if (effect.kind !== 'refresh') continue;
          const held =
            state.kind === 'open' || state.kind === 'closing' ? state.session.id : undefined;
          const taken =
            state.kind === 'opening' && state.mode.kind === 'attach'
              ? state.mode.sessionId
              : undefined;
          expect(effect.sessionId).toBe(held ?? taken);
        }
      });
    });
  });

  it('no event sends more than one request in a session', () => {
    always((life) => {
      play(life, (_core, effects, event) => {
        const requests = effects.filter(isRequest).map(({ kind }) => kind);
        // After a reload the user may have clicked Close: it follows the check.
        const afterCheck = event.kind === 'located' && requests.at(-1) === 'close' ? 1 : 0;
        expect(requests.length - afterCheck).toBeLessThanOrEqual(1);
      });
    });
  });

  it('at most one request is pending, except for a close that follows it', () => {
    always((life) => {
      let waited: number | undefined;
      play(life, ({ state }, effects, event) => {
        if ('requestKey' in event && event.requestKey === waited) waited = undefined;
        const sent = effects.filter(
          (effect) => effect.kind === 'open' || effect.kind === 'refresh',
        );
        const cancelled = effects.some(
          (effect) => effect.kind === 'cancelRequest' && effect.requestKey === waited,
        );
        if (sent.length > 0 && !cancelled) expect(waited).toBeUndefined();
        const requestKey =
          state.kind === 'open' && state.request.kind === 'refreshing'
            ? state.request.requestKey
            : undefined;
        waited =
          state.kind === 'opening' && state.retry === undefined ? state.requestKey : requestKey;
      });
    });
  });

  it('no timer runs unless a session is open or being opened, or a failed start is repeated', () => {
    always((life) => {
      play(life, ({ state, appState, now }) => {
        if (state.kind !== 'open' && state.kind !== 'opening' && !('repeatAt' in state)) {
          expect(nextWakeAt(appState, now)).toBeNull();
        }
      });
    });
  });

  it('no session is opened, attached or refreshed before the Retry-After of the service has passed', () => {
    always((life) => {
      play(life, ({ appState, now }, effects) => {
        if (appState.throttledUntil > now) {
          expect(effects.filter(({ kind }) => kind === 'open' || kind === 'refresh')).toEqual([]);
        }
      });
    });
  });

  it('an open session has a next timer within 30 s', () => {
    always((life) => {
      play(life, ({ state, appState, now }) => {
        if (state.kind !== 'open') return;
        const at = nextWakeAt(appState, now) ?? Infinity;
        expect(at).toBeLessThanOrEqual(now + 30_000);
        expect(Number.isFinite(at)).toBe(true);
      });
    });
  });

  it('the stored record is the session that is held, and is parsed unchanged', () => {
    always((life) => {
      play(life, ({ state, appState, now }) => {
        const record = recordOf(appState, now);
        if (state.kind === 'open') expect(record?.session).toEqual(state.session);
        const isUnclosed =
          state.kind === 'ready' && state.ending?.kind === 'closed' && state.ending.needsUser;
        const isAwaited =
          state.kind === 'ready' &&
          state.awaits === true &&
          appState.awaited.some((request) => sameKey(request.workbook, keyOfTarget(state)));
        if (isAwaited) expect(record).toMatchObject({ phase: 'opening', session: null });
        else if (isUnclosed) expect(record).toMatchObject({ phase: 'closing' });
        else if (state.kind === 'signedOut' || state.kind === 'ready' || state.kind === 'lost') {
          expect(record).toBeNull();
        }
        if (record !== null) {
          expect(parseRecord(JSON.parse(JSON.stringify(record)))).toEqual(record);
        }
      });
    });
  });
});
