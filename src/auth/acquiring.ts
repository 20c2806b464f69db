import type {
  AccountInfo,
  AuthenticationResult,
  PopupRequest,
  SilentRequest,
} from '@azure/msal-browser';
import type { Clock } from '../session/services';
import { DialogOpener } from './dialogWindow';
import { DialogClosed, NoAccount } from './msalErrors';
import { PopupOpener } from './popupWindow';
import type { TokenRequest, Made, OfficeOffer } from './types';
import { withTimeout } from '../session/withTimeout';

/** An unanswered request of the bridge never settles by itself; elsewhere a slow network is given more time. */
const silentLimitMs = { nested: 8_000, dialog: 15_000, popup: 15_000 } as const;

/**
 * MSAL keeps what it logs, some sixty lines for a token and at most 500, for each of the last fifty ids; with one id for as
 * long as the pane lives it keeps 500 lines in all. The service, too, means an id to group what belongs together.
 */
const correlationId = crypto.randomUUID();

/** See {@link Client.silently}. */
export function acquireSilently(
  { application, method }: Made,
  known: AccountInfo | null,
  asked: TokenRequest,
  clock: Clock,
): Promise<AuthenticationResult> {
  const account =
    known ?? asked.choose([application.getActiveAccount(), ...application.getAllAccounts()]);
  if (account === null && method !== 'nested') return Promise.reject(new NoAccount());
  const { scopes, authority, claims, renew = false } = asked;
  const request: SilentRequest = {
    scopes,
    correlationId,
    ...(authority === undefined ? {} : { authority }),
    forceRefresh: renew,
    ...(account === null ? {} : { account }),
    ...(claims === undefined ? {} : { claims }),
    // The hidden frame must not load the page that ends a dialog.
    ...(method === 'dialog'
      ? { redirectUri: new URL('blank.html', window.location.origin).href }
      : {}),
  };
  return withTimeout(application.acquireTokenSilent(request), silentLimitMs[method], clock);
}

/** See {@link Client.inWindow}. */
export async function acquireInteractively(
  { application, method }: Made,
  request: PopupRequest,
  office: OfficeOffer | null,
  signal: AbortSignal,
): Promise<AuthenticationResult> {
  const opener = openerFor(method, office);
  signal.addEventListener('abort', () => opener?.close(), { once: true });
  try {
    return await application.acquireTokenPopup({
      ...request,
      ...(opener === undefined ? {} : { popupWindowParent: opener.asWindow() }),
      overrideInteractionInProgress: true,
    });
  } catch (error) {
    throw opener?.closed === undefined ? error : new DialogClosed(opener.closed.code, error);
  }
}

function openerFor(
  way: Made['method'],
  office: OfficeOffer | null,
): DialogOpener | PopupOpener | undefined {
  if (way === 'popup') return new PopupOpener();
  return way === 'dialog' && office !== null ? new DialogOpener(office.openDialog) : undefined;
}
