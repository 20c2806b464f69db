import { signInRemedies } from '../session/failures';
import type { SignInReason } from '../session/failures';
import { obsolete } from '../session/services';
import { TenantIgnored } from './chosenTenant';
import { isBridgeUnavailable, NoAccount, signInFailure } from './msalErrors';
import type { ClientLoader } from './loader';
import type { Client } from './types';

/**
 * Reasons that are the bridge's own fault: no response, an unusable one, or a registration without
 * the bridge. Every other reason is the service's or the user's answer.
 */
const bridgeFaultReasons: readonly SignInReason[] = ['unknown', 'timedOut', 'configuration'];

const refusals: readonly SignInReason[] = [
  'wrongTenant',
  'personalAccount',
  'accountBlocked',
  'notAssigned',
];

/** True if the account is refused for this reason, whatever its user does. */
export const isRefusedAccount = (reason: SignInReason): boolean => refusals.includes(reason);

/**
 * Reasons that concern Excel's own account, the only one that the bridge has. That it needs the user
 * is no answer to a click, which was to ask the user: the bridge cannot.
 */
const accountReasons: readonly SignInReason[] = ['interactionRequired', ...refusals];

/** The user's sign-in, and whether it is with another account than Excel's. */
interface Click {
  readonly signal: AbortSignal;
  readonly isAnother: boolean;
}

/**
 * Runs the task with the client for this host, whichever method it uses. `click` is undefined for a
 * silent request.
 */
type WithClient = <T>(task: (client: Client) => Promise<T>, click?: Click) => Promise<T>;

/** The rules for Excel's bridge. */
interface BridgeRules {
  readonly withClient: WithClient;
  /**
   * Runs the task of the user's sign-in. If the bridge opens no window and does not respond until the
   * user cancels, it is disabled. It stays for the account that it signed in: no other method can
   * renew that account's token without the user. Only later clicks do not wait for it.
   */
  readonly withCancel: <T>(
    client: Client,
    signal: AbortSignal,
    task: () => Promise<T>,
  ) => Promise<T>;
}

/**
 * Creates the rules for leaving Excel's bridge. It is left once it reports that it is unavailable.
 * A fault of its own may pass, and every other method requires the user: so a silent request reports
 * the fault, and only a click uses the other method, at once if the latest request met a fault.
 * Where the service refuses Excel's account, a click asks for another one in the dialog, whatever the
 * reason if the user wants another one. The bridge stays until the dialog has an account: the user
 * may cancel it. After two cancellations in a row a click opens the dialog: Excel reports them also
 * where its own window could not be used (office-js#5602, msal-js#7280). While the browser is offline a
 * failure says nothing about the bridge, except that it is unavailable or opened no window: the
 * browser may be wrong about the network (mdn/content#30402), so a click opens the dialog then too.
 */
export function createBridge(
  loader: ClientLoader,
  online: () => boolean,
  isSignedIn: () => boolean,
): BridgeRules {
  let isFaulty = false;
  /** The number of cancellations that Excel has reported since the last account. */
  let cancelled = 0;
  /** Excel opened no window: every later click opens the dialog. */
  let opensNoWindow = false;

  const withClient: WithClient = async (task, click) => {
    const inDialog = async () => task(await loader.dialog());
    const isPassedBy = opensNoWindow || (online() && (isFaulty || cancelled >= 2));
    if (click !== undefined && loader.method() === 'nested' && isPassedBy) return inDialog();
    try {
      const result = await task(await loader.ready());
      isFaulty = false;
      if (click !== undefined) cancelled = 0;
      return result;
    } catch (error) {
      if (loader.method() !== 'nested' || click?.signal.aborted) throw error;
      if (!online()) {
        if (click === undefined || !isBridgeUnavailable(error)) throw error;
        return inDialog();
      }
      const { reason } = signInFailure(error, 0);
      isFaulty = bridgeFaultReasons.includes(reason);
      if (click !== undefined && reason === 'cancelled') cancelled += 1;
      // Another organization was asked for: the bridge may serve the account's own.
      const isElsewhere = click !== undefined && error instanceof TenantIgnored;
      if (!isBridgeUnavailable(error) || isElsewhere) {
        const isAccounts =
          accountReasons.includes(reason) ||
          (click?.isAnother === true && signInRemedies[reason] === 'user');
        if (click === undefined || !(isFaulty || isAccounts)) throw error;
        return inDialog();
      }
      isFaulty = false;
      loader.disableBridge();
      return loader
        .ready()
        .then(task)
        .catch((other: unknown) => {
          // Without an account the other method sent no request: the bridge's response counts.
          throw other instanceof NoAccount ? error : other;
        });
    }
  };

  return {
    withClient,
    async withCancel({ method }, signal, task) {
      const onAbort = (): void => {
        if (signal.reason === obsolete) return;
        if (isSignedIn()) opensNoWindow = true;
        else loader.disableBridge();
      };
      if (method === 'nested') signal.addEventListener('abort', onAbort, { once: true });
      return task().finally(() => signal.removeEventListener('abort', onAbort));
    },
  };
}
