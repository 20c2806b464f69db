import { describe, expect, it } from 'vitest';
import { recordOf } from '../../../src/session/records';
import type { Bench } from './reducerBench';
import { failure, logged, noon, reducerBench } from './reducerBench';
import { minuteMs } from '../../support/durations';

describe('opening that fails', () => {
  it('is repeated without a network, at once when that is back, and may not have opened a session', () => {
    const offline = failure({ kind: 'unknown' }, { code: 'offline' });
    const core = reducerBench().ready().tell({ kind: 'onlineChanged', online: false });
    const refused = (): Bench =>
      core.tell({ kind: 'openFailed', requestKey: core.requestKey('open'), failure: offline });
    core.tell({ kind: 'startRequested' });
    refused();
    expect([core.state.kind, recordOf(core.appState, core.now)]).toEqual(['opening', null]);
    core.tell({ kind: 'onlineChanged', online: true });
    expect(core.effects).toMatchObject([{ kind: 'open' }]);
    while (core.state.kind === 'opening') refused().wait();
    expect(core.state).toMatchObject({ kind: 'ready', ending: { failure: offline } });
    expect(logged(core)).toEqual(['openFailed']);
    core.tell({ kind: 'startRequested' });
    expect(core.appState.unconfirmed).toBeUndefined();
  });

  it('without a network waits for a Retry-After all the same when that is back', () => {
    const core = reducerBench().ready().tell({ kind: 'onlineChanged', online: false });
    core.tell({ kind: 'startRequested' });
    const offline = failure({ kind: 'unknown' }, { code: 'offline' });
    core.tell({ kind: 'openFailed', requestKey: core.requestKey('open'), failure: offline });
    const end = noon + 5 * minuteMs;
    core.tell({ kind: 'throttled', until: end }).tell({ kind: 'onlineChanged', online: true });
    expect([core.state, core.effects]).toMatchObject([{ retry: { at: end } }, []]);
  });

  it('is not repeated once the service has accepted it, whatever became of the last look at it', () => {
    for (const more of [{ signIn: 'unavailable' }, { code: 'offline' }] as const) {
      const core = reducerBench().ready().tell({ kind: 'startRequested' });
      const lost = failure({ kind: 'unknown' }, { accepted: true, ...more });
      core.tell({ kind: 'openFailed', requestKey: core.requestKey('open'), failure: lost });
      expect(core.state).toMatchObject({ kind: 'ready', ending: { failure: lost } });
      expect(logged(core)).toEqual(['openUnclear']);
    }
  });

  it.each(['onlineChanged', 'woke'] as const)(
    'without a network is not sent long after the click, once the computer wakes up (%s)',
    (kind) => {
      const offline = failure({ kind: 'unknown' }, { code: 'offline' });
      const core = reducerBench().ready().tell({ kind: 'onlineChanged', online: false });
      core.tell({ kind: 'startRequested' });
      core.tell({ kind: 'openFailed', requestKey: core.requestKey('open'), failure: offline });
      expect(core.state.kind).toBe('opening');
      core.pass(12 * 60 * minuteMs);
      core.tell(kind === 'woke' ? { kind } : { kind, online: true });
      expect([core.effects, logged(core)]).toEqual([[], ['openFailed']]);
      expect(core.state).toMatchObject({ kind: 'ready', ending: { failure: offline } });
    },
  );
});
