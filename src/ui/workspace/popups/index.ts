// The menus and the dialog. They load when the page is idle: they weigh as much as all else of Fluent.
export { AccountMenu } from './AccountMenu';
export { CopyAsMenu } from './CopyAsMenu';
export { LeavingDialog } from './LeavingDialog';
