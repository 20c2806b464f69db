/** Whether this page lives on while its pane is closed (requirement set SharedRuntime 1.1). */
export const hasSharedRuntime = (): boolean => Office.context.requirements.isSetSupported('SharedRuntime', '1.1');

/** Shows the pane where Excel lets us; Excel may refuse, as for add-ins of the Marketplace. */
export function showPane(): void {
  if (hasSharedRuntime()) void Office.addin.showAsTaskpane().catch(() => undefined);
}

/** Calls back when the pane is shown or hidden: in a shared runtime the page lives on and only this tells. */
export function watchVisibility(callback: () => void): void {
  if (hasSharedRuntime()) void Office.addin.onVisibilityModeChanged(callback).catch(() => undefined);
}
