import { describe, expect, it } from 'vitest';
import type { Bench } from './reducerBench';
import { reducerBench, failure, noon, workbook, logged } from './reducerBench';

describe('attaching to a session', () => {
  const attaching = (): Bench =>
    reducerBench().ready().tell({ kind: 'attachRequested', sessionId: 'theirs' });

  it('refreshes it to check that it is alive; its kind is unknown', () => {
    const core = attaching();
    expect(core.effects).toEqual([
      { kind: 'refresh', requestKey: core.requestKey('refresh'), workbook, sessionId: 'theirs' },
    ]);
    const requestKey = core.requestKey('refresh');
    core.pass(500).tell({ kind: 'refreshed', requestKey, sentAt: noon });
    expect(core.state).toMatchObject({
      session: {
        id: 'theirs',
        persistChanges: 'unknown',
        origin: 'attached',
        openedAt: noon + 500,
        lastActivityAt: noon,
      },
    });
    expect(core.appState.activity).toEqual([{ at: noon + 500, what: 'attached', tookMs: 500 }]);
  });

  it('fails if the session has ended', () => {
    const core = attaching();
    core.tell({
      kind: 'refreshFailed',
      requestKey: core.requestKey('refresh'),
      failure: failure({ kind: 'ended', reason: 'notFound' }, { notBefore: noon + 9_000 }),
    });
    expect(core.state).toMatchObject({
      kind: 'ready',
      ending: { kind: 'failed', failure: { recovery: { reason: 'notFound' } } },
    });
    expect([logged(core), core.appState.throttledUntil]).toEqual([['attachFailed'], noon + 9_000]);
  });

  it('is repeated if the service allows it', () => {
    const core = attaching();
    core
      .tell({
        kind: 'refreshFailed',
        requestKey: core.requestKey('refresh'),
        failure: failure({ kind: 'retry' }),
      })
      .pass(1_500)
      .tell({ kind: 'woke' });
    expect(core.effects).toMatchObject([{ kind: 'refresh', sessionId: 'theirs' }]);
  });

  it('is repeated after a 502 or 503 without a code: a refresh changes nothing', () => {
    const core = attaching();
    const requestKey = core.requestKey('refresh');
    const unclear = failure({ kind: 'recreate', certain: false });
    core.tell({ kind: 'refreshFailed', requestKey, failure: unclear }).wait();
    expect(core.effects).toMatchObject([{ kind: 'refresh', sessionId: 'theirs' }]);
  });

  it('ignores the results of earlier and other requests', () => {
    const core = attaching();
    core.tell({ kind: 'refreshed', requestKey: core.appState.requestKey - 1, sentAt: noon });
    expect(core.state.kind).toBe('opening');
    const starting = reducerBench().ready().tell({ kind: 'startRequested' });
    starting.tell({ kind: 'refreshed', requestKey: starting.requestKey('open'), sentAt: noon });
    expect(starting.state.kind).toBe('opening');
  });
});
