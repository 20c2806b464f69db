/**
 * Runs in the add-in's page in desktop Excel, before office.js. Emulates the objects that Excel
 * adds to its web view. Requests go to Excel's page (desktopPane.ts), which opened this window;
 * responses return the same way. The window's name contains the initial data from Excel. A script,
 * not a module, because it must run first. Names and shapes: office.js of npm, 1.1.110,
 * excel-win32-16.01.js and excel-mac-16.00.js.
 */
(() => {
  type Fields = Readonly<Record<string, unknown>>;
  const key = Symbol.for('sandbox.desktop');
  const place = parse(window.name);
  const bridge = place['bridge'];
  if (window.top !== window || Reflect.has(window, key) || bridge === undefined) return;
  const isDialog = place['role'] === 'dialog';
  const opener: unknown = window.opener;
  const excel: unknown = isDialog ? Reflect.get(Object(opener) as object, key) : opener;
  Object.defineProperty(window, key, { value: excel });
  const openWindow = window.open.bind(window);
  let context = Object(place['context']) as Fields;
  let calls = 0;
  const answers = new Map<unknown, (result: unknown) => void>();
  const handlers = new Map<unknown, (event: unknown, payload: unknown) => void>();
  let dialog: Window | null = null;
  let quiet = false;

  const incoming: Readonly<Record<string, (fields: Fields) => void>> = {
    result: ({ call, result }) => answers.get(call)?.(result),
    event: ({ call, event, payload }) => handlers.get(call)?.(event, payload),
    script: ({ name, args }) => runScript(String(name), Array.isArray(args) ? args : []),
    context: (fields) => {
      context = Object(fields['context']) as Fields;
      window.name = JSON.stringify({ ...place, context, visible: fields['visible'] });
      draw(fields['visible'] !== false);
    },
    openDialog: ({ url, name, features }) =>
      showDialog(String(url), String(name), String(features)),
    closeDialog: () => dialog?.close(),
    reload: () => location.reload(),
    tearDown: () => {
      quiet = true;
      window.close();
    },
  };
  addEventListener('message', (event: MessageEvent<unknown>) => {
    const fields = Object(event.data) as Fields;
    if (event.origin !== place['excel'] || fields['sandbox'] !== place['instance']) return;
    event.stopImmediatePropagation();
    incoming[String(fields['type'])]?.(fields);
  });
  // A closed view receives no events (office-js#3167). These listeners are the first of the page.
  for (const name of ['pagehide', 'visibilitychange', 'beforeunload', 'unload', 'freeze', 'blur']) {
    addEventListener(name, (event) => (quiet ? event.stopImmediatePropagation() : undefined), true);
  }

  send({ type: 'begin' });
  draw(place['visible'] !== false);
  addBridge();
  // A desktop pane has no opener. On the Mac, a dialog can use its opener to send messages to the
  // pane.
  if (!isDialog) Object.defineProperty(window, 'opener', { value: null, configurable: true });

  function send(fields: Fields): void {
    Reflect.apply(
      Reflect.get(Object(excel) as object, 'postMessage') as typeof window.postMessage,
      excel,
      [{ ...fields, sandbox: place['instance'], role: place['role'] }, place['excel']],
    );
  }

  /** Sends a request to Excel. The callback can run more than once. */
  function ask(fields: Fields, answered: (result: unknown) => void): number {
    calls += 1;
    answers.set(calls, answered);
    send({ ...fields, call: calls });
    return calls;
  }

  /**
   * Adds the objects through which office.js reaches Excel.
   *
   * @throws Error for an unknown bridge.
   */
  function addBridge(): void {
    if (bridge === 'windows') windows();
    else if (bridge === 'webkit') webkit();
    else throw new Error(`There is no bridge ${String(bridge)}.`);
  }

  function windows(): void {
    type Callback = (...args: readonly unknown[]) => void;
    const registered = new Map<string, number>();
    const external = {
      GetHostInfo: () => place['hostInfo'],
      GetContext: contextOfWindows,
      Execute: (id: number, params: unknown, callback: Callback) =>
        void ask({ type: 'execute', id, params }, (result) => callback(safeArray(result), 0)),
      RegisterEvent(id: number, target: string, handler: Callback, callback: Callback) {
        const call = ask({ type: 'register', id, target }, (status) =>
          callback(safeArray([status])),
        );
        registered.set(`${id} ${target}`, call);
        handlers.set(call, (event, payload) => handler(event, safeArray(payload)));
      },
      UnregisterEvent(id: number, target: string, callback: Callback) {
        handlers.delete(registered.get(`${id} ${target}`));
        ask({ type: 'unregister', id, target }, (status) => callback(safeArray([status])));
      },
      MessageParent2: (message: string) => send({ type: 'messageParent', message }),
    };
    Object.defineProperty(window, 'external', {
      value: external,
      configurable: true,
      writable: true,
    });
  }

  /**
   * Every field of the context becomes a method that returns it. The add-in's settings are a
   * separate object.
   */
  function contextOfWindows(): object {
    const names = Object.keys(context).filter((name) => name !== 'GetSettings');
    const methods = names.map((name) => [name, () => context[name]] as const);
    return {
      ...Object.fromEntries(methods),
      GetSettings: () => ({ Read: readSettings, Write: writeSettings }),
    };
  }

  function readSettings(names: unknown[], values: unknown[]): void {
    const settings = Object(context['GetSettings']) as Fields;
    names.push(...Object.keys(settings));
    values.push(...Object.values(settings));
  }

  function writeSettings(names: readonly string[], values: readonly unknown[]): void {
    const settings = Object.fromEntries(names.map((name, index) => [name, values[index]]));
    context = { ...context, GetSettings: settings };
    send({ type: 'settings', settings });
  }

  /** Imitates the array type that COM passes to scripts. */
  function safeArray(value: unknown): unknown {
    if (!Array.isArray(value)) return value;
    const items = value.map(safeArray);
    return {
      toArray: () => items,
      dimensions: () => 1,
      ubound: () => items.length,
      lbound: () => 0,
    };
  }

  function webkit(): void {
    const handler = { postMessage: (message: string) => send({ type: 'agave', message }) };
    const messageHandlers = isDialog
      ? { Agave: handler, WefPopupHandler: handler }
      : { Agave: handler };
    Object.assign(window, { webkit: { messageHandlers } });
    if (place['dialogsByHost'] === true) {
      Object.assign(window, { _enableFullDialogAPI: true, _osfEnableDialogOrigin: true });
    } else window.open = (url, _target, features) => openByPage(String(url), features);
  }

  /**
   * In an older Excel on the Mac, office.js opens the dialog itself. This function then reports the
   * window to Excel.
   */
  function openByPage(url: string, features: string | undefined): Window | null {
    const address = new URL(url, location.href);
    const { hostInfo } = Object(place['dialog']) as { readonly hostInfo: string };
    address.searchParams.set('_host_Info', hostInfo);
    const opened = openWindow(address.href, JSON.stringify(place['dialog']), features);
    setTimeout(() =>
      runScript('OSFWebkit.WebkitHostController.OpenDialogCallback', [opened === null ? 12009 : 0]),
    );
    return opened;
  }

  function runScript(name: string, args: readonly unknown[]): void {
    const found = name
      .split('.')
      .reduce<unknown>((object, part) => Reflect.get(Object(object) as object, part), window);
    if (typeof found === 'function') Reflect.apply(found, undefined, args);
  }

  function showDialog(url: string, name: string, features: string): void {
    const opened = openWindow(url, name, features);
    dialog = opened;
    send({ type: 'dialogOpened', opened: opened !== null });
    const watch = setInterval(() => {
      if (opened?.closed === false) return;
      clearInterval(watch);
      if (opened !== null) send({ type: 'dialogGone' });
    }, 200);
  }

  /** Shows or hides the pane. A hidden pane continues to run its code. */
  function draw(visible: boolean): void {
    const root = document.documentElement as HTMLElement | null;
    if (root !== null) root.style.visibility = visible ? '' : 'hidden';
    else document.addEventListener('readystatechange', () => draw(visible), { once: true });
  }

  function parse(text: string): Fields {
    try {
      return Object(JSON.parse(text)) as Fields;
    } catch {
      return {};
    }
  }
})();
