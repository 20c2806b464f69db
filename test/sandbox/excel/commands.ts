import type { Fields } from './protocol';

/** One run of a ribbon command. It is `completed` when the add-in called event.completed(). */
export interface CommandRun {
  readonly actionId: string;
  readonly outcome: 'completed' | 'unknownAction' | 'abandoned';
}

export interface Commands {
  /** Settles when the add-in says that it is done, or when its code ends before that. */
  run: (actionId: string, buttonId: string) => Promise<CommandRun>;
  /** The add-in has associated its actions: what waited goes out now. */
  actionsReady: () => void;
  /** The answer of one command, with the arguments of dispatch 94: id, status, data. */
  completed: (args: Fields) => void;
  /** Another page loads in the frame: what the old one had under way is lost, what waits goes on waiting. */
  restart: () => void;
  /** The frame goes away. */
  end: () => void;
}

/** Ribbon commands of one runtime. Like Excel, it keeps a command back until the add-in's page is ready for it. */
export function createCommands(invoke: (data: Fields) => void): Commands {
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
