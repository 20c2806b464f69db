import type { App } from './checks';

/** Said once Office's tool has loaded the add-in. On the web it has only opened the browser. */
export const loadedWords = (app: App): string =>
  app === 'desktop'
    ? 'The add-in is in Excel: Home, Session. Ctrl+C here, or npm stop elsewhere, takes it out and stops the server.'
    : 'Your browser opens the workbook. Excel may ask before it takes the add-in: agree. Then: Home, Session.\n' +
      'Ctrl+C here, or npm stop elsewhere, stops the server.';

/** Said when the server has stopped and, on the desktop, Excel has given the add-in back. */
export const endWords = (app: App): string =>
  app === 'desktop'
    ? 'The add-in is out of Excel, and the server has stopped.'
    : 'The server has stopped. Excel on the web may still show the add-in: without the server it has no pane.';

/**
 * What `npm stop` says of the server.
 *
 * @param running process id of the development server that answered
 * @param own process id of the server that `npm start` of this folder started
 */
export function stopWords(running: number | undefined, own: number | undefined): string {
  if (running === undefined) return 'No server was running.';
  return running === own
    ? 'The server has stopped.'
    : `A development server still runs, process ${running}: npm start of this folder did not start it. Press Ctrl+C in its window.`;
}
