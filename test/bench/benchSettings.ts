/** Circumstances in which the panes are measured. */
export const benchSettings = {
  slowed: { title: 'Processor slowed 4 times', slowdown: 4, latencyMs: 0 },
  network: { title: '60 ms to every server', slowdown: 1, latencyMs: 60 },
} as const;
export type SettingOfBench = keyof typeof benchSettings;
