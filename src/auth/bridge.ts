import type { AuthenticationResult } from '@azure/msal-browser';
import type { SignInReason } from '../session/failures';
import type { Clock } from '../session/services';
import { isBridgeDisabled, signInFailure } from './msalErrors';
import type { ClientLoader } from './loader';
import type { Client } from './types';

/**
 * A bridge that has given a token is left after this many failures in a row, and not before this time has passed since the
 * first of them: Excel's broker may be without network, or restart, for a moment, and any other way asks the user.
 */
const maxBridgeFailures = 3;
const bridgePatienceMs = 30_000;

/** Faults behind which another way of signing in may work: no answer, no usable one, or a registration without the bridge. */
const bridgeFaults: readonly SignInReason[] = ['unknown', 'timedOut', 'configuration'];

/** How much a bridge is trusted, by what it answered so far. */
function createTrust(clock: Clock) {
  let gaveToken = false;
  let failures = 0;
  let firstFailureAt = 0;
  return {
    succeeded(fromCache: boolean): void {
      gaveToken = true;
      if (!fromCache) failures = 0;
    },
    /** Whether the bridge is to be left after this failure. */
    lostBy(error: unknown): boolean {
      if (isBridgeDisabled(error)) return true;
      if (!bridgeFaults.includes(signInFailure(error, 0).reason)) return false;
      if (failures === 0) firstFailureAt = clock.now();
      failures += 1;
      return (
        !gaveToken ||
        (failures >= maxBridgeFailures && clock.now() - firstFailureAt >= bridgePatienceMs)
      );
    },
  };
}

/** Asks the client of this place for a token, whichever way it has. */
export type AskForToken = (
  ask: (client: Client) => Promise<AuthenticationResult>,
) => Promise<AuthenticationResult>;

/**
 * Asks through Excel's bridge, and once more without it where the bridge is not to be relied on. While the browser is
 * offline a failure says nothing about the bridge.
 */
export function createAskForToken(
  loader: ClientLoader,
  clock: Clock,
  online: () => boolean,
): AskForToken {
  const trust = createTrust(clock);
  return async (ask) => {
    const client = await loader.ready();
    try {
      const result = await ask(client);
      if (client.method === 'nested') trust.succeeded(result.fromCache);
      return result;
    } catch (error) {
      if (client.method !== 'nested' || !online() || !trust.lostBy(error)) throw error;
      loader.leaveBridge();
      return ask(await loader.ready());
    }
  };
}
