/**
 * Runs in the pane, before office.js. Adds what Excel's own office.js has and npm's lacks on the
 * web: the pane's side of nested app authentication, and the Office theme, which only desktop Excel
 * provides. A script, not a module, because it must run first.
 */
(() => {
  // Installs only once, even if the page contains the script twice.
  if ('__initializeNestedAppAuth' in window) return;
  const frame = parse(window.name);
  // A desktop page is a window that Excel's page has opened (desktopAgent.ts).
  const desktop = window.top === window;
  if (desktop && frame['role'] !== 'pane') return;
  const excel = desktop ? String(frame['excel']) : (String(frame['xdmInfo']).split('|')[2] ?? '');
  const opener: unknown = Reflect.get(window, Symbol.for('sandbox.desktop')) ?? window.opener;
  const excelWindow = desktop ? opener : window.parent;
  let theme: unknown = frame['officeTheme'];
  const listeners = new Set<(message: string) => void>();

  addEventListener('message', ({ origin, data }: MessageEvent<unknown>) => {
    if (origin !== excel || typeof data !== 'string') return;
    if (data.includes('NestedAppAuthResponse')) for (const listener of listeners) listener(data);
    const message = parse(data);
    if (!('officeTheme' in message)) return;
    theme = message['officeTheme'];
    window.name = JSON.stringify({ ...frame, officeTheme: theme });
  });

  const nestedAppAuthBridge = {
    addEventListener: (_type: string, listener: (message: string) => void) =>
      listeners.add(listener),
    removeEventListener: (_type: string, listener: (message: string) => void) =>
      listeners.delete(listener),
    postMessage: (message: string) => (excelWindow as Window).postMessage(message, excel),
  };
  // MSAL calls this before it looks for the bridge.
  Object.assign(window, {
    __initializeNestedAppAuth: () =>
      Promise.resolve(Object.assign(window, { nestedAppAuthBridge })),
  });

  // A capturing listener, so it runs before the pane's own load listener: the theme is part of the
  // ready context.
  const loaded = ({ target }: Event): void => {
    if (theme === undefined || !(target instanceof HTMLScriptElement) || target.id !== 'office') {
      return;
    }
    void Office.onReady(() =>
      Object.defineProperty(Office.context, 'officeTheme', { get: () => theme, enumerable: true }),
    );
  };
  document.addEventListener('load', loaded, true);

  function parse(text: string): Readonly<Record<string, unknown>> {
    try {
      return Object(JSON.parse(text)) as Readonly<Record<string, unknown>>;
    } catch {
      return {};
    }
  }
})();
