import type { RichModel, RichObject } from './richApi';

/** Access to Excel for the named services of the Rich API. */
export interface ServicePorts {
  workbookName: () => string;
  isVisible: () => boolean;
  setVisible: (visible: boolean) => void;
  startup: { value: string };
  /** Called when the add-in has associated its actions. */
  actionsReady: () => void;
  /** Enables or disables a button. Returns false when the manifest has no such button. */
  setButtonEnabled: (id: string, enabled: boolean) => boolean;
  hasTab: (id: string) => boolean;
}

/**
 * Returns the part of Excel's model that this add-in can use: Office.addin, Office.ribbon and the
 * workbook's name.
 */
export function excelModel(ports: ServicePorts): RichModel {
  return {
    get workbook() {
      return { read: { Name: ports.workbookName() } };
    },
    services: {
      'Microsoft.InternalService.AddinInternalService': {
        call: { NotifyActionHandlerReady: ports.actionsReady },
      },
      'Microsoft.AppRuntime.AppRuntimeService': {
        call: {
          SetAppRuntimeState: (state) => ports.setVisible(state === 'Visible'),
          GetAppRuntimeState: () => (ports.isVisible() ? 'Visible' : 'Background'),
        },
      },
      'Microsoft.AppRuntime.AppRuntimePersistenceService': {
        call: {
          SetAppRuntimeStartState: (state) => {
            ports.startup.value = String(state);
          },
          GetAppRuntimeStartState: () => ports.startup.value,
        },
      },
      'Microsoft.DynamicRibbon.DynamicRibbon': ribbon(ports),
    },
  };
}

function ribbon({ setButtonEnabled, hasTab }: ServicePorts): RichObject {
  return {
    child: {
      GetTab: (id) => (hasTab(String(id)) ? { read: { Id: id } } : undefined),
      GetButton: (id) => ({
        read: { Id: id },
        write: {
          Enabled: (enabled) => {
            if (!setButtonEnabled(String(id), enabled === true)) {
              throw new Error(`The manifest has no button ${String(id)}.`);
            }
          },
        },
      }),
    },
  };
}
