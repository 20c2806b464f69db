import { messagesFor, timesFor, type Messages, type Times } from '../locales/index';
import { createObservable } from '../session/observable';
import type { Readable, HostContext } from './appProps';

/** The messages and formats of one language. */
export interface Localization {
  readonly messages: Messages;
  readonly times: Times;
}

/**
 * The localization for Excel's language. The first one is loaded when the promise resolves; later
 * ones follow a change of the language. `stop` unsubscribes.
 */
export async function createLocalization(
  hostContext: Readable<HostContext>,
): Promise<Readable<Localization> & { readonly stop: () => void }> {
  let requested = hostContext.get().language;
  const localization = createObservable(await loadLocalization(requested));
  const update = async (): Promise<void> => {
    const { language } = hostContext.get();
    if (language === requested) return;
    requested = language;
    const next = await loadLocalization(language);
    if (language !== requested) return;
    localization.set(next);
  };
  const stop = hostContext.subscribe(() => void update());
  await update();
  return { get: localization.get, subscribe: localization.subscribe, stop };
}

async function loadLocalization(language: string): Promise<Localization> {
  const messages = await messagesFor(language);
  // Formats follow the messages: English messages get English dates, but "en-GB" keeps its own.
  return {
    messages,
    times: timesFor(language.startsWith(messages.language) ? language : messages.language),
  };
}
