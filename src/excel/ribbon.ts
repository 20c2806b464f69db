/** The action ids of the manifest. */
export type Command = 'refreshSession' | 'toggleKeepAlive';

/** Lets the ribbon's buttons call us. Excel wants each told as completed within 5 minutes; ours are done at once. */
export function obeyRibbon(callback: (command: Command) => void): void {
  for (const command of ['refreshSession', 'toggleKeepAlive'] as const) {
    Office.actions.associate(command, (event: Office.AddinCommands.Event) => {
      callback(command);
      event.completed();
    });
  }
}
