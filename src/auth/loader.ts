import type { Clock } from '../session/ports';
import type { Applications, Client, Mark, OfficeOffer, Registration, Way } from './types';

export interface Place {
  readonly registration: Registration;
  /** Settles once Office has said what it offers; null outside Office. */
  readonly office: Promise<OfficeOffer | null>;
  readonly clock: Clock;
  /** Nested app auth was promised by Excel and failed, earlier in this tab. */
  readonly nestedFailed: Mark;
  /** In place of MSAL's own factories, for tests. */
  readonly applications?: Applications;
}

export interface ClientLoader {
  /** The client of this place, loaded on first use. After a failure MSAL is loaded again. */
  readonly ready: () => Promise<Client>;
  /** The way of the loaded client. */
  readonly way: () => Way | undefined;
  /** From now on, and for as long as this tab lives, sign-in uses the Office dialog. */
  readonly leaveBridge: () => void;
}

/** MSAL, the heaviest part of the pane, in a chunk of its own. */
export function createClientLoader({ registration, office, clock, nestedFailed, applications }: Place): ClientLoader {
  const nested = { failed: nestedFailed.get, fails: () => nestedFailed.set(true) };
  let client: Promise<Client> | undefined;
  let way: Way | undefined;

  async function load(): Promise<Client> {
    const [offer, { createClient }] = await Promise.all([office, import(/* webpackChunkName: "msal" */ './client')]);
    return createClient(registration, offer, nested, clock, applications);
  }

  return {
    ready() {
      const made = (client ??= load());
      made.then(
        (held) => (way = held.way),
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
