/**
 * True if the web engine lacks a function that the pane needs: before Chromium 120 and WebKit 17.4,
 * which Excel for Mac can show on an older macOS. Source: MDN, URL.canParse and AbortSignal.any.
 */
export const isOldEngine = (): boolean => !('canParse' in URL && 'any' in AbortSignal);
