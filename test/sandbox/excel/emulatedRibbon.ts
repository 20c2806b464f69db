import type { Manifest, RibbonButton } from './manifest';

export interface Ribbon {
  /** Enables or disables a button. Returns false when the manifest has no such button. */
  setEnabled: (id: string, enabled: boolean) => boolean;
  setBusy: (id: string, busy: boolean) => void;
  /** True for each enabled button, by id. */
  enabled: () => Readonly<Record<string, boolean>>;
  /** Number of button updates, including those without a change. */
  updates: () => number;
}

/** Draws the add-in's group. The icons load from the pane's origin. */
export function drawRibbon(
  parent: Element,
  manifest: Manifest,
  { iconOrigin, press }: { iconOrigin: string; press: (button: RibbonButton) => void },
): Ribbon {
  const group = document.createElement('div');
  group.className = 'group';
  group.setAttribute('role', 'group');
  group.setAttribute('aria-label', manifest.groupLabel);
  const buttons = new Map(
    manifest.buttons.map((button) => [button.id, drawButton(button, iconOrigin)]),
  );
  for (const button of manifest.buttons) {
    buttons.get(button.id)?.addEventListener('click', () => press(button));
  }
  const label = document.createElement('span');
  label.className = 'group-label';
  label.textContent = manifest.groupLabel;
  label.setAttribute('aria-hidden', 'true');
  const row = document.createElement('div');
  row.className = 'group-buttons';
  row.append(...buttons.values());
  group.append(row, label);
  parent.append(group);

  let updates = 0;
  return {
    updates: () => updates,
    setEnabled(id, enabled) {
      updates += 1;
      const button = buttons.get(id);
      if (button) button.disabled = !enabled;
      return button !== undefined;
    },
    setBusy: (id, busy) => buttons.get(id)?.setAttribute('aria-busy', String(busy)),
    enabled: () => Object.fromEntries([...buttons].map(([id, button]) => [id, !button.disabled])),
  };
}

function drawButton({ id, label, tip, icon }: RibbonButton, iconOrigin: string): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.id = id;
  button.title = `${tip.title}\n${tip.description}`;
  const image = document.createElement('img');
  image.alt = '';
  image.width = image.height = 32;
  if (icon) image.src = new URL(new URL(icon).pathname, iconOrigin).href;
  button.append(image, label);
  return button;
}
