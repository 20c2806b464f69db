import type { RichModel, RichObject } from './richApi';

/** What the named services of the Rich API may do to Excel. */
export interface ServicePorts {
  workbookName: () => string;
  isVisible: () => boolean;
  setVisible: (visible: boolean) => void;
  startup: { value: string };
  /** The add-in has associated its actions. */
  actionsReady: () => void;
  /** False when the manifest has no such button. */
  setButtonEnabled: (id: string, enabled: boolean) => boolean;
  hasTab: (id: string) => boolean;
}

/** Excel's model as this add-in can reach it: Office.addin, Office.ribbon and the workbook's name. */
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
