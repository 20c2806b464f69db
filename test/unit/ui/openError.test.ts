import { describe, expect, it } from 'vitest';
import { messages } from '../../../src/locales/en/index';
import { openErrorOf } from '../../../src/ui/workspace/session-card/openError';
import { statusOf } from '../../../src/ui/workspace/session-card/status';
import type { Failure } from '../../../src/session/failures';
import { reducerBench } from '../session/reducerBench';

describe('a refresh that fails while the browser reports no network', () => {
  const shown = (online: boolean, more: Partial<Failure>, kind: 'unknown' | 'retry') => {
    const core = reducerBench().open().tell({ kind: 'onlineChanged', online });
    core.tell({ kind: 'refreshRequested' }).fails({ kind }, more);
    if (core.state.kind !== 'open') throw new Error(core.state.kind);
    return [
      openErrorOf(core.state, core.appState, messages)?.kind,
      statusOf(core.state, false, online).textKey,
    ];
  };

  it('is told as missing network only without an answer, and only while the browser agrees', () => {
    expect(shown(false, { code: 'offline' }, 'unknown')).toEqual(['offline', 'waitingForNetwork']);
    expect(shown(true, { code: 'network' }, 'unknown')).toEqual(['failed', 'again']);
    expect(shown(false, { status: 503 }, 'retry')).toEqual(['failed', 'again']);
  });
});
