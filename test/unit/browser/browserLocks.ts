interface Request {
  readonly name: string;
  readonly clientId: string;
  readonly run: () => unknown;
}

/** The locks of a browser, which all of its panes share: one holder for each name, the others in order. */
export function createBrowser() {
  const held = new Map<string, Request>();
  const pending: Request[] = [];
  const grant = (): void => {
    for (const request of [...pending]) {
      if (held.has(request.name)) continue;
      pending.splice(pending.indexOf(request), 1);
      held.set(request.name, request);
      request.run();
    }
  };
  let panes = 0;
  const manager = (clientId: string) => ({
    request(
      name: string,
      ...rest: readonly [LockOptions, () => unknown] | readonly [() => unknown]
    ) {
      const [options, callback] = rest.length === 1 ? [{} as LockOptions, rest[0]] : rest;
      const { signal } = options;
      if (signal?.aborted === true) return Promise.reject(new DOMException('', 'AbortError'));
      return new Promise((resolve, reject) => {
        const end = (): void => {
          if (held.get(name) === request) held.delete(name);
          grant();
        };
        const request: Request = {
          name,
          clientId,
          run: () => void Promise.resolve().then(callback).then(resolve, reject).finally(end),
        };
        pending.push(request);
        signal?.addEventListener('abort', () => {
          if (!pending.includes(request)) return;
          pending.splice(pending.indexOf(request), 1);
          reject(new DOMException('', 'AbortError'));
        });
        grant();
      });
    },
    query: () => Promise.resolve({ held: [...held.values()], pending: [...pending] }),
  });
  /** The manager that a pane of this browser sees: only what is used of it is here. */
  return () => manager(`pane-${(panes += 1)}`) as unknown as LockManager;
}
