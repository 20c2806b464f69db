import { setTimeout as after } from 'node:timers/promises';
import { Builder, By, type WebDriver, type WebElement } from 'selenium-webdriver';

const patienceMs = 15_000;
const pauseMs = 50;

/**
 * Elements that may have each role. WebDriver finds elements by selector only, and computes the
 * role of an element on request.
 */
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

/** State of an element as assistive technology exposes it. */
export interface Seen {
  readonly name: string;
  readonly text: string;
  readonly checked: boolean;
}

/** Browser driven by Selenium. Finds elements by role and by part of their accessible name. */
export class Driver {
  readonly #driver: WebDriver;

  private constructor(driver: WebDriver) {
    this.#driver = driver;
  }

  /** Starts a browser through the driver that listens at `server`. */
  static async start(server: string, capabilities: object): Promise<Driver> {
    return new Driver(
      await new Builder().usingServer(server).withCapabilities(capabilities).build(),
    );
  }

  close(): Promise<void> {
    return this.#driver.quit();
  }

  open(url: string): Promise<void> {
    return this.#driver.get(url);
  }

  run(script: string): Promise<unknown> {
    return this.#driver.executeScript(script);
  }

  windows(): Promise<readonly string[]> {
    return this.#driver.getAllWindowHandles();
  }

  toWindow(handle: string): Promise<void> {
    return this.#driver.switchTo().window(handle);
  }

  /** Switches to the top-level document. */
  toTop(): Promise<void> {
    return this.#driver.switchTo().defaultContent();
  }

  /** Switches to the page's frame. */
  async toFrame(): Promise<void> {
    await this.until('the page has a frame', async () => {
      await this.toTop();
      await this.#driver.switchTo().frame(await this.#driver.findElement(By.css('iframe')));
      return true;
    });
  }

  async click(role: Role, name: string): Promise<void> {
    await this.until(`${role} "${name}" is clicked`, async () => {
      const { element } = await this.#find(role, name);
      await element.click();
      return true;
    });
  }

  /** Waits for an element in the expected state. */
  async see(
    role: Role,
    name: string,
    isRight: (seen: Seen) => boolean = () => true,
  ): Promise<void> {
    await this.until(`${role} "${name}" is as expected`, async () => {
      const { element, name: itsName } = await this.#find(role, name);
      const text = await element.getText();
      // A boolean, despite the declared type.
      const checked: unknown = await element.getProperty('checked');
      const seen = { name: itsName, text, checked: checked === true };
      if (!isRight(seen)) throw new Error(`It is ${JSON.stringify(seen)}.`);
      return true;
    });
  }

  /**
   * Polls until `look` returns something other than false; errors from a changing page are retried.
   */
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
      if (Date.now() > latest) {
        throw new Error(`Not within ${patienceMs / 1000} s: ${what}. ${why}`);
      }
      await after(pauseMs);
    }
  }

  async #find(
    role: Role,
    name: string,
  ): Promise<{ readonly element: WebElement; readonly name: string }> {
    const elements = await this.#driver.findElements(By.css(candidates[role]));
    const found = await Promise.all(
      elements.map(async (element) => {
        const [itsRole, itsName] = await Promise.all([
          element.getAriaRole(),
          element.getAccessibleName(),
        ]);
        return { element, role: itsRole, name: itsName };
      }),
    );
    const fitting = found.filter((each) => each.role === role && each.name.includes(name));
    const [only] = fitting;
    if (only === undefined || fitting.length > 1) {
      throw new Error(
        `${fitting.length} of them among ${JSON.stringify(found.map((each) => [each.role, each.name]))}.`,
      );
    }
    return only;
  }
}
