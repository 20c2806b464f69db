import type { Configuration, INetworkModule } from '@azure/msal-browser';
import { AuthError, PublicClientApplication } from '@azure/msal-browser';
import type { Clock } from '../session/services';
import { TimedOut, withTimeout } from '../session/withTimeout';

/** Time limit (ms) of one request of MSAL: it ends before the limit of a silent request does. */
const requestLimitMs = 14_000;

/**
 * The configuration with a time limit for MSAL's requests to the sign-in service. MSAL's network
 * client has none, and an equal silent request sends nothing while one is under way: it gets the
 * answer of that one, which may never come. Source: msal-browser 5.30, FetchClient and
 * StandardController.acquireTokenSilentDeduped. Through Excel's bridge MSAL sends no requests.
 */
export function withRequestLimit(configuration: Configuration, clock: Clock): Configuration {
  const { networkClient } = new PublicClientApplication(configuration).getConfiguration().system;
  const limited = <T>(answer: Promise<T>): Promise<T> =>
    withTimeout(answer, requestLimitMs, clock).catch((error: unknown) => {
      // MSAL takes any error but its own for a network that cannot be reached.
      throw error instanceof TimedOut ? new AuthError(error.errorCode, '') : error;
    });
  const limitedClient: INetworkModule = {
    sendGetRequestAsync: (...request) => limited(networkClient.sendGetRequestAsync(...request)),
    sendPostRequestAsync: (...request) => limited(networkClient.sendPostRequestAsync(...request)),
  };
  return { ...configuration, system: { ...configuration.system, networkClient: limitedClient } };
}
