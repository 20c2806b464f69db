/** Conditions of a page, each recorded when it first holds. */
export type PaneCondition = 'signIn' | 'start' | 'card' | 'confirmed';

/** What {@link watchPane} adds to the page. All times are ms. */
export interface PaneWatch {
  /** Time of the first content, from the start of the navigation. */
  firstPaint(): Promise<number>;
  /** Time at which a condition first held, from the start of the navigation. */
  when(condition: PaneCondition): Promise<number>;
  /** Clicks "Start session": time until the card says "Active". */
  start(): Promise<number>;
  /** Clicks "Refresh": time until the button, disabled meanwhile, can be clicked again. */
  refresh(): Promise<number>;
}

declare global {
  interface Window {
    paneWatch: PaneWatch;
  }
}

/**
 * Runs in the page before its scripts, as text: it may refer to nothing outside. It observes the
 * document, since a test's polling would take processor time and be late. All panes have the same
 * names: the buttons "Sign in", "Start session" and "Refresh", and the region "Workbook session".
 */
export function watchPane(): void {
  if (location.pathname !== '/taskpane.html') return;
  const button = (name: string) =>
    [...document.querySelectorAll('button')].find(
      (each) => each.textContent.trim() === name && each.checkVisibility(),
    );
  const usable = (name: string) => {
    const found = button(name);
    return found !== undefined && !found.disabled && found.ariaDisabled !== 'true';
  };
  const nameOf = (element: Element) =>
    element.ariaLabel ??
    document.getElementById(element.getAttribute('aria-labelledby') ?? '')?.textContent;
  const card = () =>
    [...document.querySelectorAll('section, [role="region"]')].find(
      (each) => nameOf(each) === 'Workbook session',
    );
  const conditions: Readonly<Record<PaneCondition, () => boolean>> = {
    signIn: () => usable('Sign in'),
    start: () => usable('Start session'),
    card: () => card()?.contains(button('Refresh') ?? null) === true,
    confirmed: () => card()?.querySelector('[role="status"]')?.textContent.trim() === 'Active',
  };
  const changes = { subtree: true, childList: true, attributes: true, characterData: true };
  const until = (holds: () => boolean) =>
    new Promise<number>((resolve) => {
      const look = () => {
        if (!holds()) return;
        observer.disconnect();
        resolve(performance.now());
      };
      const observer = new MutationObserver(look);
      observer.observe(document, changes);
      look();
    });
  const click = async (name: string, holds: () => boolean) => {
    const clickedAt = performance.now();
    button(name)?.click();
    return (await until(holds)) - clickedAt;
  };
  const times = {
    signIn: until(conditions.signIn),
    start: until(conditions.start),
    card: until(conditions.card),
    confirmed: until(conditions.confirmed),
  };
  window.paneWatch = {
    firstPaint: () =>
      new Promise((resolve) => {
        new PerformanceObserver((list) => {
          const [paint] = list.getEntriesByName('first-contentful-paint');
          if (paint !== undefined) resolve(paint.startTime);
        }).observe({ type: 'paint', buffered: true });
      }),
    when: (condition) => times[condition],
    start: () => click('Start session', conditions.confirmed),
    refresh: () => {
      let wasDisabled = false;
      return click('Refresh', () => {
        const isUsable = usable('Refresh');
        wasDisabled ||= !isUsable;
        return wasDisabled && isUsable;
      });
    },
  };
}
