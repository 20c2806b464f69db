import type { Outcome } from '../session/services';
import type { OfficeInfo } from './onReady';
import type { Refusal } from './refusals';
import { callExcel } from './refusals';

/**
 * Whether this page keeps running while its pane is closed. Support for the requirement set does
 * not show that this add-in uses a shared runtime; the result of `Office.onReady` does. Source:
 * office.js, HostInfoFlags.SharedApp.
 */
export const hasSharedRuntime = ({ sharedRuntime }: OfficeInfo): boolean =>
  sharedRuntime && Office.context.requirements.isSetSupported('SharedRuntime', '1.1');

/**
 * Shows the pane. Excel may refuse, as it does for add-ins from the Marketplace. Source:
 * Office.addin.showAsTaskpane.
 */
export const showPane = (): Promise<Outcome<void, Refusal>> =>
  callExcel('showPane', () => Office.addin.showAsTaskpane());

/**
 * Calls back with the pane's visibility whenever the pane is shown or hidden. In a shared runtime
 * the page keeps running, and no browser event reports this. Source:
 * Office.addin.onVisibilityModeChanged.
 */
export async function watchVisibility(
  callback: (visible: boolean) => void,
): Promise<Outcome<void, Refusal>> {
  return callExcel('visibility', async () => {
    await Office.addin.onVisibilityModeChanged(({ visibilityMode }) => {
      callback(visibilityMode !== Office.VisibilityMode.hidden);
    });
  });
}
