import type { Outcome } from '../session/services';
import type { OfficeInfo } from './onReady';
import type { Refusal } from './refusals';
import { asked } from './refusals';

/**
 * Whether this page lives on while its pane is closed. That Excel supports the requirement set does
 * not say that this add-in runs in a shared runtime: only there does `Office.onReady` tell of the
 * add-in. Source: office.js, HostInfoFlags.SharedApp.
 */
export const hasSharedRuntime = ({ sharedRuntime }: OfficeInfo): boolean =>
  sharedRuntime && Office.context.requirements.isSetSupported('SharedRuntime', '1.1');

/**
 * Shows the pane. Excel may refuse, as for add-ins of the Marketplace. Source:
 * Office.addin.showAsTaskpane.
 */
export const showPane = (): Promise<Outcome<void, Refusal>> =>
  asked('showPane', () => Office.addin.showAsTaskpane());

/**
 * Calls back with whether the pane is visible when it is shown or hidden: in a shared runtime the
 * page lives on and only this tells. Source: Office.addin.onVisibilityModeChanged.
 */
export async function watchVisibility(
  callback: (visible: boolean) => void,
): Promise<Outcome<void, Refusal>> {
  return asked('visibility', async () => {
    await Office.addin.onVisibilityModeChanged(({ visibilityMode }) => {
      callback(visibilityMode !== Office.VisibilityMode.hidden);
    });
  });
}
