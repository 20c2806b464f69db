import { afterEach, describe, expect, it, vi } from 'vitest';
import { adelesBroker } from '../../sandbox/excel/nestedAuth';

afterEach(() => vi.unstubAllGlobals());

/** The answer of Excel's broker if its own token request returns `response` or fails with it. */
function answerTo(response: Response | Error) {
  vi.stubGlobal('fetch', () =>
    response instanceof Error ? Promise.reject(response) : Promise.resolve(response),
  );
  return adelesBroker({ method: 'GetToken', tokenParams: { scope: 'Files.ReadWrite' } });
}

describe('Excel’s broker', () => {
  it('returns the token from its request', async () => {
    expect(await answerTo(Response.json({ access_token: 'a', id_token: 'i' }))).toMatchObject({
      token: { access_token: 'a', id_token: 'i' },
      account: { username: 'adele@contoso.example' },
    });
  });

  it.each([
    [
      Response.json({ error: 'temporarily_unavailable', error_description: 'AADSTS90033: x' }),
      { status: 'TRANSIENT_ERROR', code: 'temporarily_unavailable', description: 'AADSTS90033: x' },
    ],
    [
      Response.json({ error: 'interaction_required' }),
      { status: 'USER_INTERACTION_REQUIRED', code: 'interaction_required' },
    ],
    [
      Response.json({ error: 'invalid_grant' }),
      { status: 'USER_INTERACTION_REQUIRED', code: 'invalid_grant' },
    ],
    [Response.json({ error: 'no_network' }), { status: 'NO_NETWORK' }],
    [
      Response.json({ error: 'invalid_scope' }),
      { status: 'PERSISTENT_ERROR', code: 'invalid_scope' },
    ],
    [Response.json({ error: 'unlisted' }), { status: 'HOST_ERROR' }],
    [new Response('away', { status: 502 }), { status: 'PERSISTENT_ERROR', code: 'host_exception' }],
    [new TypeError('cut'), { status: 'NO_NETWORK' }],
  ])('returns the bridge’s error if it gets no token', async (response, error) => {
    const answer = await answerTo(response);
    expect(answer).toMatchObject({ error });
    expect(answer).not.toHaveProperty('token');
  });
});
