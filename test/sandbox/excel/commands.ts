import type { Fields } from './protocol';

/** Run of a ribbon command. Its outcome is `completed` when the add-in called event.completed(). */
export interface CommandRun {
  readonly actionId: string;
  readonly outcome: 'completed' | 'unknownAction' | 'abandoned';
}

export interface Commands {
  /** Runs a command. Resolves when the add-in completes it, or when its page ends first. */
  run: (actionId: string, buttonId: string) => Promise<CommandRun>;
  /** Call when the add-in has associated its actions. Sends the queued commands. */
  actionsReady: () => void;
  /** Handles the completion of a command. Arguments of dispatch 94: id, status, data. */
  completed: (args: Fields) => void;
  /**
   * Call when another page loads in the frame. Commands in progress are lost; queued commands stay
   * queued.
   */
  restart: () => void;
  /** Call when the frame is removed. */
  end: () => void;
}

/** Ribbon commands of one runtime. Like Excel, queues commands until the add-in's page is ready. */
export function createHostCommands(invoke: (data: Fields) => void): Commands {
  const waiting = new Map<string, Fields>();
  const underWay = new Map<string, (outcome: CommandRun['outcome']) => void>();
  let ready = false;

  const send = (id: string, data: Fields) => {
    waiting.delete(id);
    invoke(data);
  };
  const settle = (id: string, outcome: CommandRun['outcome']) => {
    underWay.get(id)?.(outcome);
    underWay.delete(id);
    waiting.delete(id);
  };
  const sent = () => [...underWay.keys()].filter((id) => !waiting.has(id));

  return {
    run: (actionId, buttonId) =>
      new Promise((resolve) => {
        const id = crypto.randomUUID();
        const data = { 0: id, 1: actionId, 2: JSON.stringify({ source: { id: buttonId } }) };
        underWay.set(id, (outcome) => resolve({ actionId, outcome }));
        waiting.set(id, data);
        if (ready) send(id, data);
      }),
    actionsReady() {
      ready = true;
      for (const [id, data] of waiting) send(id, data);
    },
    completed: (args) => settle(String(args['0']), args['1'] === 0 ? 'completed' : 'unknownAction'),
    restart() {
      ready = false;
      for (const id of sent()) settle(id, 'abandoned');
    },
    end() {
      for (const id of underWay.keys()) settle(id, 'abandoned');
    },
  };
}
