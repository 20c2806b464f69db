import { describe, expect, it } from 'vitest';
import { createSessions } from '../../../src/graph/sessions';
import type { GraphResponse } from '../../../src/graph/request';
import { answered, neverAborted, script, graphWorkbook } from './graphScript';

const opened = { id: 'cluster=CH3&session=15.a%2bb&usid=1', persistChanges: true };

async function open(answer: GraphResponse) {
  const service = script(answer);
  const outcome = await createSessions(service.send, service.clock).open(
    graphWorkbook,
    false,
    neverAborted,
  );
  return { ...service, outcome };
}

describe('a response to createSession', () => {
  for (const [name, body, value] of [
    ['without its kind', { id: opened.id }, { id: opened.id, persistChanges: 'unknown' }],
    [
      'with a kind that is no answer',
      { id: opened.id, persistChanges: 'true' },
      { id: opened.id, persistChanges: 'unknown' },
    ],
    ['with white space around its id', { ...opened, id: `\r\n ${opened.id} ` }, opened],
    ['with a number for an id', { ...opened, id: 42 }, { id: '42', persistChanges: true }],
    [
      'with capitals',
      { ID: opened.id, PersistChanges: false },
      { id: opened.id, persistChanges: false },
    ],
    [
      'with an id longer than one that is pasted',
      { ...opened, id: 'x'.repeat(4_000) },
      { id: 'x'.repeat(4_000), persistChanges: true },
    ],
    ['with a space in its id', { ...opened, id: 'a b' }, { id: 'a b', persistChanges: true }],
  ] as const) {
    for (const status of [200, 201]) {
      it(`uses a session of ${status} ${name}`, async () => {
        const { calls, outcome } = await open(answered(status, body));
        expect([outcome, calls.length]).toEqual([{ ok: true, value: { ...value, sentAt: 0 } }, 1]);
        if (outcome.ok) {
          expect(
            new Headers({ 'workbook-session-id': outcome.value.id }).get('workbook-session-id'),
          ).toBe(value.id);
        }
      });
    }
  }

  it('reports a session whose id no header can contain, and does not open another', async () => {
    for (const id of ['セッション', 'a\nb', 'a\u0000b']) {
      const { calls, outcome } = await open(answered(201, { id, persistChanges: true }));
      expect(outcome).toMatchObject({
        ok: false,
        failure: { recovery: { kind: 'unknown' }, status: 201, code: 'sessionIdNotSendable' },
      });
      expect(calls).toHaveLength(1);
    }
  });
});
