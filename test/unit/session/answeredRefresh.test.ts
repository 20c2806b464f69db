import { describe, expect, it } from 'vitest';
import type { Failure } from '../../../src/session/failures';
import { createSessions } from '../../../src/graph/sessions';
import { answered, graphWorkbook, neverAborted, script, unanswered } from '../graph/graphScript';
import type { GraphResponse } from '../../../src/graph/request';
import { noon, reducerBench, type Bench } from './reducerBench';

/** What a refresh makes of these answers: the refresh's own, and that of the look at the file. */
async function refreshed(...answers: readonly GraphResponse[]): Promise<Failure> {
  const service = script(...answers);
  const outcome = await createSessions(service.send, service.clock).refresh(
    graphWorkbook,
    's',
    neverAborted,
  );
  if (outcome.ok) throw new Error('refreshed');
  return outcome.failure;
}

function fails(core: Bench, failure: Failure): Bench {
  const sent = failure.sentAt === undefined ? {} : { sentAt: core.now };
  return core.tell({
    kind: 'refreshFailed',
    requestKey: core.requestKey('refresh'),
    failure: { ...failure, at: core.now, ...sent },
  });
}

describe('a refresh that the service refused with a 404, whose look at the file had no answer', () => {
  it('has extended no session: the next answer says that it has probably timed out', async () => {
    for (const first of [
      await refreshed(answered(404), unanswered('network')),
      await refreshed(answered(404), answered(504)),
      await refreshed(answered(404, undefined, { 'Retry-After': '5' })),
    ]) {
      const second = await refreshed(answered(404), answered(200, { id: '01BUDGET' }));
      // The computer slept for two hours.
      const core = reducerBench({ keepAlive: true })
        .open()
        .pass(2 * 3_600_000);
      fails(core.tell({ kind: 'woke' }), first);
      fails(core.wait(), second);
      expect(core.state).toMatchObject({ kind: 'lost', reason: 'expired' });
    }
  });

  it('has extended no session: after 503s one is opened anew at its estimated expiry', async () => {
    const first = await refreshed(answered(404), unanswered('timeout'));
    const down = await refreshed(answered(503));
    const core = reducerBench({ keepAlive: true }).open();
    fails(core.wait(), first);
    while (core.state.kind === 'open' && core.now < noon + 600_000) fails(core.wait(), down);
    expect(core.state.kind).toBe('opening');
    expect((core.now - noon) / 1_000).toBeLessThanOrEqual(300);
  });
});
