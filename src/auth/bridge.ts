import type { AuthenticationResult } from '@azure/msal-browser';
import type { SignInReason } from '../session/failures';
import type { Clock } from '../session/services';
import { TenantIgnored } from './chosenTenant';
import { isBridgeDisabled, signInFailure } from './msalErrors';
import type { ClientLoader } from './loader';
import type { Client } from './types';

/**
 * A bridge that has issued a token is disabled only after this many failures in a row, and only if
 * this time (ms) has passed since the first one. Excel's broker may be offline or restart briefly,
 * and every other method requires the user.
 */
const maxFailures = 3;
const minFailureTimeMs = 30_000;

/**
 * Reasons for which another method may work: no response, an unusable one, or a registration
 * without the bridge.
 */
const bridgeFailureReasons: readonly SignInReason[] = ['unknown', 'timedOut', 'configuration'];

/** Counts the successes and failures of the bridge. */
function createBridgeHealth(clock: Clock) {
  let gaveToken = false;
  let failures = 0;
  let firstFailureAt = 0;
  return {
    succeeded(fromCache: boolean): void {
      gaveToken = true;
      if (!fromCache) failures = 0;
    },
    /** Records a failure; true if the bridge must be disabled. */
    mustDisableAfter(error: unknown): boolean {
      if (isBridgeDisabled(error) || error instanceof TenantIgnored) return true;
      if (!bridgeFailureReasons.includes(signInFailure(error, 0).reason)) return false;
      if (failures === 0) firstFailureAt = clock.now();
      failures += 1;
      return (
        !gaveToken || (failures >= maxFailures && clock.now() - firstFailureAt >= minFailureTimeMs)
      );
    },
  };
}

/** Requests a token from the client for this host, whichever method it uses. */
export type RequestToken = (
  acquire: (client: Client) => Promise<AuthenticationResult>,
) => Promise<AuthenticationResult>;

/**
 * Requests tokens through Excel's bridge, and once without it if the bridge must be disabled. While
 * the browser is offline a failure says nothing about the bridge.
 */
export function createRequestToken(
  loader: ClientLoader,
  clock: Clock,
  online: () => boolean,
): RequestToken {
  const health = createBridgeHealth(clock);
  return async (acquire) => {
    const client = await loader.ready();
    try {
      const result = await acquire(client);
      if (client.method === 'nested') health.succeeded(result.fromCache);
      return result;
    } catch (error) {
      if (client.method !== 'nested' || !online() || !health.mustDisableAfter(error)) throw error;
      loader.disableBridge();
      return acquire(await loader.ready());
    }
  };
}
