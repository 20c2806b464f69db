import { createClient, methodFor } from './client';
import type { Client, ClientContext, SignInMethod } from './types';

/** The MSAL client, created on demand. */
export interface ClientLoader {
  /** The client for this host, created on first use, and again after a failure. */
  readonly ready: () => Promise<Client>;
  /** The sign-in method of the latest client, also of one that could not be created. */
  readonly method: () => SignInMethod | undefined;
  /** A client with the Office dialog, beside the one in use. */
  readonly dialog: () => Promise<Client>;
  /** Uses the Office dialog instead of the bridge, as long as this tab is open. */
  readonly disableBridge: (dialog?: Client) => void;
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

  const create = async (used: SignInMethod): Promise<Client> =>
    createClient(registration, await office, used, clock, applications);

  async function load(): Promise<Client> {
    method = methodFor(await office, nestedFailed.get());
    return create(method);
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
    dialog: () => create('dialog'),
    disableBridge(dialog) {
      nestedFailed.set(true);
      client = dialog && Promise.resolve(dialog);
      method = dialog?.method ?? method;
    },
  };
}
