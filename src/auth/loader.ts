import { createClient, methodFor } from './client';
import type { Client, ClientContext, SignInMethod } from './types';

/** The MSAL client, created on demand. */
export interface ClientLoader {
  /** The client for this host, created on first use, and again after a failure. */
  readonly ready: () => Promise<Client>;
  /** The sign-in method of the latest client, also of one that could not be created. */
  readonly method: () => SignInMethod | undefined;
  /** Uses the Office dialog instead of the bridge, as long as this tab is open. */
  readonly disableBridge: () => void;
}

/** Creates the loader. */
export function createClientLoader({
  registration,
  office,
  clock,
  nestedFailed,
  applications,
}: ClientContext): ClientLoader {
  let client: Promise<Client> | undefined;
  let method: SignInMethod | undefined;

  async function load(): Promise<Client> {
    const offer = await office;
    method = methodFor(offer, nestedFailed.get());
    return createClient(registration, offer, method, clock, applications);
  }

  return {
    ready() {
      const loading = (client ??= load());
      loading.catch(() => {
        if (client === loading) client = undefined;
      });
      return loading;
    },
    method: () => method,
    disableBridge() {
      nestedFailed.set(true);
      client = undefined;
    },
  };
}
