import { createClock } from '../../../src/browser/clock';
import type { GraphResponse, Call, Send } from '../../../src/graph/request';
import type { Clock } from '../../../src/session/services';
import type { Workbook } from '../../../src/session/state';
import { VirtualTime } from '../../simulation/time';

export const item = '/drives/b!finance/items/01BUDGET';
export const graphWorkbook: Workbook = {
  driveId: 'b!finance',
  itemId: '01BUDGET',
  name: 'Budget 2026.xlsx',
  webUrl: '',
  address: '',
};

type Headers = Readonly<Record<string, string>>;

export const answered = (status: number, body?: unknown, headers: Headers = {}): GraphResponse => ({
  kind: 'answered',
  status,
  body,
  header: (name) => headers[name] ?? null,
  clientRequestId: 'c-1',
  sentAt: 0,
});

export const unanswered = (
  cause: Extract<GraphResponse, { kind: 'unanswered' }>['cause'],
): GraphResponse => ({ kind: 'unanswered', cause, clientRequestId: 'c-1' });

export const noTokenReply = (
  reason: 'interactionRequired' | 'offline' | 'timedOut' | 'unknown',
): GraphResponse => ({
  kind: 'noToken',
  failure: { reason, code: `msal_${reason}`, at: 0 },
});

/** An error of Graph with a second-level code. */
export const refused = (status: number, code: string, headers: Headers = {}): GraphResponse =>
  answered(
    status,
    { error: { code: 'outer', innerError: { code, 'request-id': 'r-1' } } },
    headers,
  );

/** No response until the caller aborts. */
export const hanging = (signal: AbortSignal): Promise<GraphResponse> =>
  new Promise((resolve) =>
    signal.addEventListener('abort', () => resolve(unanswered('aborted')), { once: true }),
  );

export type ScriptLine = GraphResponse | ((signal: AbortSignal) => Promise<GraphResponse>);

export interface GraphScript {
  readonly send: Send;
  readonly clock: Clock;
  readonly time: VirtualTime;
  /** The requests and their times, ms since the start. */
  readonly calls: readonly (Call & { readonly at: number })[];
  /** The rest of the script. */
  readonly left: () => number;
}

/**
 * A service that responds by a script, line by line; time is advanced by the test. A call beyond
 * the last line fails.
 */
export function script(...lines: readonly ScriptLine[]): GraphScript {
  const time = new VirtualTime();
  const rest = [...lines];
  const calls: (Call & { at: number })[] = [];
  return {
    time,
    clock: createClock(time.source),
    calls,
    left: () => rest.length,
    send(call, signal) {
      calls.push({ ...call, at: time.now });
      const line = rest.shift();
      if (line === undefined) {
        return Promise.reject(new Error(`Nobody expected ${call.method} ${call.path}.`));
      }
      return typeof line === 'function' ? line(signal) : Promise.resolve(line);
    },
  };
}

export const neverAborted = new AbortController().signal;
