import { setTimeout as after } from 'node:timers/promises';

type Reference = Readonly<Record<string, string>>;

const elementKey = 'element-6066-11e4-a52e-4f735466cecf';
const patienceMs = 15_000;
const pauseMs = 50;

/** What may have a role: WebDriver finds by selectors only, and tells an element's role when asked for it. */
const candidates = {
  button: 'button',
  heading: 'h1, h2',
  menuitem: '[role=menuitem]',
  radio: '[type=radio]',
  region: 'section, [role=region]',
  status: '[role=status]',
  switch: '[role=switch]',
} as const;
export type Role = keyof typeof candidates;

/** What a person can know of an element. */
export interface Seen {
  readonly name: string;
  readonly text: string;
  readonly checked: boolean;
}

/** A browser that speaks W3C WebDriver. Elements are found by role and by words that their name contains. */
export class Driver {
  readonly #session: string;

  private constructor(session: string) {
    this.#session = session;
  }

  /** Starts a browser by the driver that listens at `server`. */
  static async start(server: string, capabilities: object): Promise<Driver> {
    const { sessionId } = (await ask('POST', `${server}/session`, { capabilities: { alwaysMatch: capabilities } })) as { readonly sessionId: string };
    return new Driver(`${server}/session/${sessionId}`);
  }

  close(): Promise<unknown> {
    return ask('DELETE', this.#session);
  }

  open(url: string): Promise<unknown> {
    return this.#post('url', { url });
  }

  run(script: string): Promise<unknown> {
    return this.#post('execute/sync', { script, args: [] });
  }

  windows(): Promise<readonly string[]> {
    return ask('GET', `${this.#session}/window/handles`) as Promise<readonly string[]>;
  }

  toWindow(handle: string): Promise<unknown> {
    return this.#post('window', { handle });
  }

  /** Out of every frame. */
  toTop(): Promise<unknown> {
    return this.#post('frame', { id: null });
  }

  /** Into the page's frame. */
  toFrame(): Promise<unknown> {
    return this.until('the page has a frame', async () => {
      await this.toTop();
      return this.#post('frame', { id: await this.#post('element', { using: 'css selector', value: 'iframe' }) });
    });
  }

  async click(role: Role, name: string): Promise<void> {
    await this.until(`${role} "${name}" is clicked`, async () => {
      const { at } = await this.#find(role, name);
      await ask('POST', `${at}/click`, {});
      return true;
    });
  }

  /** Waits for an element that is as it should be. */
  async see(role: Role, name: string, isRight: (seen: Seen) => boolean = () => true): Promise<void> {
    await this.until(`${role} "${name}" is as expected`, async () => {
      const { at, name: itsName } = await this.#find(role, name);
      const [text, checked] = await Promise.all([ask('GET', `${at}/text`), ask('GET', `${at}/property/checked`)]);
      const seen = { name: itsName, text: String(text), checked: checked === true };
      if (!isRight(seen)) throw new Error(`It is ${JSON.stringify(seen)}.`);
      return true;
    });
  }

  /** Waits until something is so, or no longer false; what a page that is changing refuses is tried again. */
  async until<T>(what: string, look: () => Promise<T | false>): Promise<T> {
    const latest = Date.now() + patienceMs;
    for (;;) {
      let why = '';
      try {
        const found = await look();
        if (found !== false) return found;
      } catch (error) {
        why = String(error);
      }
      if (Date.now() > latest) throw new Error(`Not within ${patienceMs / 1000} s: ${what}. ${why}`);
      await after(pauseMs);
    }
  }

  async #find(role: Role, name: string): Promise<{ readonly at: string; readonly name: string }> {
    const references = (await this.#post('elements', { using: 'css selector', value: candidates[role] })) as readonly Reference[];
    const found = await Promise.all(references.map(async (reference) => {
      const at = `${this.#session}/element/${reference[elementKey] ?? ''}`;
      const [itsRole, itsName] = await Promise.all(['computedrole', 'computedlabel'].map((of) => ask('GET', `${at}/${of}`)));
      return { at, role: itsRole, name: String(itsName) };
    }));
    const fitting = found.filter((each) => each.role === role && each.name.includes(name));
    const [only] = fitting;
    if (only === undefined || fitting.length > 1) throw new Error(`${fitting.length} of them among ${JSON.stringify(found.map((each) => [each.role, each.name]))}.`);
    return only;
  }

  #post(path: string, body: object): Promise<unknown> {
    return ask('POST', `${this.#session}/${path}`, body);
  }
}

async function ask(method: string, url: string, body?: object): Promise<unknown> {
  const answer = await fetch(url, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  const { value } = (await answer.json()) as { readonly value: unknown };
  if (!answer.ok) throw new Error(`${method} ${url}: ${JSON.stringify(value)}`);
  return value;
}
