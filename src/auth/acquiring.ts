import type {
  AccountInfo,
  AuthenticationResult,
  PopupRequest,
  SilentRequest,
} from '@azure/msal-browser';
import { CacheLookupPolicy } from '@azure/msal-browser';
import type { Clock } from '../session/services';
import { DialogOpener } from './dialogWindow';
import { DialogClosed, NoAccount, SignInCancelled } from './msalErrors';
import { PopupOpener } from './popupWindow';
import type { TokenRequest, MsalApplication, OfficeOffer } from './types';
import { withTimeout } from '../session/withTimeout';

/**
 * Time limits (ms) of a silent request. The bridge never settles an unanswered request; the other
 * methods get more time for a slow network.
 */
const silentLimitMs = { nested: 8_000, dialog: 15_000, popup: 15_000 } as const;

/**
 * One correlation id for the lifetime of the pane. MSAL keeps its log for each of the last fifty
 * ids, some sixty lines for a token and at most 500. With one id it keeps 500 lines in all. The
 * service also uses the id to group related requests.
 */
const correlationId = crypto.randomUUID();

/** See {@link Client.acquireSilent}. */
export function acquireSilent(
  { application, method }: MsalApplication,
  known: AccountInfo | null,
  options: TokenRequest,
  clock: Clock,
): Promise<AuthenticationResult> {
  const account =
    known ?? options.choose([application.getActiveAccount(), ...application.getAllAccounts()]);
  if (account === null && method !== 'nested') {
    // Whose tokens there are has signed out: the page may have ended before it removed them.
    const cleared = application.clearCache().catch(() => undefined);
    return cleared.then(() => Promise.reject(new NoAccount()));
  }
  const {
    scopes,
    authority,
    claims,
    renew = false,
    pastCache = false,
    cacheOnly = false,
  } = options;
  const request: SilentRequest = {
    scopes,
    correlationId,
    ...(authority === undefined ? {} : { authority }),
    forceRefresh: renew,
    ...(pastCache ? { cacheLookupPolicy: CacheLookupPolicy.RefreshTokenAndNetwork } : {}),
    ...(cacheOnly ? { cacheLookupPolicy: CacheLookupPolicy.AccessToken } : {}),
    ...(account === null ? {} : { account }),
    ...(claims === undefined ? {} : { claims }),
    // The hidden frame must not load the page that ends a dialog.
    ...(method === 'dialog'
      ? { redirectUri: new URL('blank.html', window.location.origin).href }
      : {}),
  };
  return withTimeout(application.acquireTokenSilent(request), silentLimitMs[method], clock);
}

/** See {@link Client.acquireInteractive}. */
export async function acquireInteractive(
  { application, method }: MsalApplication,
  request: PopupRequest,
  office: OfficeOffer | null,
  signal: AbortSignal,
): Promise<AuthenticationResult> {
  const opener = openerFor(method, office, signal);
  signal.addEventListener('abort', () => opener?.close(), { once: true });
  try {
    signal.throwIfAborted();
    return await application.acquireTokenPopup({
      ...request,
      ...(opener === undefined ? {} : { popupWindowParent: opener.asWindow() }),
      overrideInteractionInProgress: true,
    });
  } catch (error) {
    if (signal.aborted) throw new SignInCancelled();
    throw opener?.closed === undefined ? error : new DialogClosed(opener.closed.code, error);
  } finally {
    opener?.close();
  }
}

function openerFor(
  method: MsalApplication['method'],
  office: OfficeOffer | null,
  signal: AbortSignal,
): DialogOpener | PopupOpener | undefined {
  if (method === 'popup') return new PopupOpener(signal);
  return method === 'dialog' && office !== null
    ? new DialogOpener(office.openDialog, signal)
    : undefined;
}
