import type { IPublicClientApplication } from '@azure/msal-browser';
import { AuthError } from '@azure/msal-browser';
import type { Clock } from '../session/services';
import { TimedOut, withTimeout } from '../session/withTimeout';

/** Time limit (ms) of one request of MSAL: it ends before the limit of a silent request does. */
const requestLimitMs = 14_000;

/**
 * Limits the time of MSAL's requests to the sign-in service. MSAL's network client has no limit, and
 * an equal silent request sends nothing while one is under way: it gets the answer of that one, which
 * may never come. Source: msal-browser 5.30, FetchClient and
 * StandardController.acquireTokenSilentDeduped.
 */
export function limitRequests(application: IPublicClientApplication, clock: Clock): void {
  const { networkClient } = application.getConfiguration().system;
  const get = networkClient.sendGetRequestAsync.bind(networkClient);
  const post = networkClient.sendPostRequestAsync.bind(networkClient);
  const limited = <T>(answer: Promise<T>): Promise<T> =>
    withTimeout(answer, requestLimitMs, clock).catch((error: unknown) => {
      // MSAL takes any error but its own for a network that cannot be reached.
      throw error instanceof TimedOut ? new AuthError(error.errorCode, '') : error;
    });
  networkClient.sendGetRequestAsync = (url, options) => limited(get(url, options));
  networkClient.sendPostRequestAsync = (url, options) => limited(post(url, options));
}
