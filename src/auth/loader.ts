import { createClient } from './client';
import type { Client, ClientContext, SignInMethod } from './types';

export interface ClientLoader {
  /** The client of this place, made on first use, and again after a failure. */
  readonly ready: () => Promise<Client>;
  /** The way of the client that was made last. */
  readonly way: () => SignInMethod | undefined;
  /** From now on, and for as long as this tab lives, sign-in uses the Office dialog. */
  readonly leaveBridge: () => void;
}

/** Makes MSAL's client when it is first needed. */
export function createClientLoader({
  registration,
  office,
  clock,
  nestedFailed,
  applications,
}: ClientContext): ClientLoader {
  const nested = { failed: nestedFailed.get, fails: () => nestedFailed.set(true) };
  let client: Promise<Client> | undefined;
  let way: SignInMethod | undefined;

  async function load(): Promise<Client> {
    return createClient(registration, await office, nested, clock, applications);
  }

  return {
    ready() {
      const made = (client ??= load());
      made.then(
        (held) => (way = held.method),
        () => {
          if (client === made) client = undefined;
        },
      );
      return made;
    },
    way: () => way,
    leaveBridge() {
      nestedFailed.set(true);
      client = undefined;
    },
  };
}
