import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';

interface Kept {
  readonly payload: AdapterPayload;
  readonly until: number;
}

/**
 * Stores oidc-provider's data in memory, separately for each provider. oidc-provider's own memory
 * adapter prints warnings and shares one store between providers.
 */
export function createMemoryAdapter(): AdapterFactory {
  const kept = new Map<string, Kept>();
  const find = (key: string): AdapterPayload | undefined => {
    const entry = kept.get(key);
    return entry !== undefined && entry.until > Date.now() ? entry.payload : undefined;
  };
  return (model) => adapterOf(kept, find, model);
}

function adapterOf(
  kept: Map<string, Kept>,
  find: (key: string) => AdapterPayload | undefined,
  model: string,
): Adapter {
  const keyOf = (id: string) => `${model}:${id}`;
  const findBy = (matches: (payload: AdapterPayload) => boolean) => {
    const key = [...kept.keys()].find((candidate) => {
      const payload = candidate.startsWith(`${model}:`) ? find(candidate) : undefined;
      return payload !== undefined && matches(payload);
    });
    return Promise.resolve(key === undefined ? undefined : find(key));
  };
  return {
    upsert: (id, payload, expiresInSeconds) => {
      kept.set(keyOf(id), {
        payload,
        until: expiresInSeconds === undefined ? Infinity : Date.now() + expiresInSeconds * 1000,
      });
      return Promise.resolve();
    },
    find: (id) => {
      const payload = find(keyOf(id));
      return Promise.resolve(
        model === 'RefreshToken' && payload !== undefined ? widened(payload, find) : payload,
      );
    },
    findByUid: (uid) => findBy((payload) => payload.uid === uid),
    findByUserCode: (userCode) => findBy((payload) => payload.userCode === userCode),
    consume: (id) => {
      const payload = find(keyOf(id));
      if (payload !== undefined) payload.consumed = Math.floor(Date.now() / 1000);
      return Promise.resolve();
    },
    destroy: (id) => {
      kept.delete(keyOf(id));
      return Promise.resolve();
    },
    revokeByGrantId: (grantId) => {
      for (const [key, { payload }] of kept) if (payload.grantId === grantId) kept.delete(key);
      return Promise.resolve();
    },
  };
}

/**
 * Entra's refresh token covers every scope that the user has consented to. oidc-provider's covers
 * only the scopes of its original grant.
 */
function widened(
  payload: AdapterPayload,
  find: (key: string) => AdapterPayload | undefined,
): AdapterPayload {
  const grant = find(`Grant:${payload.grantId ?? ''}`);
  const resources: unknown = grant?.['resources'];
  const agreed =
    typeof resources === 'object' && resources !== null ? Object.values(resources).map(String) : [];
  return { ...payload, scope: [payload.scope ?? '', ...agreed].join(' ') };
}
