import {
  makeStyles,
  Menu,
  MenuDivider,
  MenuList,
  MenuPopover,
  MenuTrigger,
  tokens,
  type MenuProps as FluentMenuProps,
} from '@fluentui/react-components';
import { useId, type ReactElement, type ReactNode } from 'react';
import type { MenuProps } from '../popupsContext';
import { keepEscape } from './keepEscape';

const useStyles = makeStyles({
  // In front of the views that follow it.
  popover: {
    maxWidth: 'min(280px, calc(100vw - 16px))',
    zIndex: tokens.zIndexPopup,
  },
  about: { padding: '8px', overflowWrap: 'anywhere' },
});

type Checked = Pick<FluentMenuProps, 'checkedValues' | 'onCheckedValueChange'>;

interface Props extends MenuProps, Checked {
  readonly button: ReactElement;
  /** Name of the list. */
  readonly label: string;
  /** What stands above the list, and describes it. */
  readonly about: ReactNode;
  /** The items. */
  readonly children: ReactNode;
}

/** A menu with a few words above its items. It stands in the page, beside its button. */
export function PopupMenu({ open, setOpen, button, label, about, children, ...checked }: Props) {
  const styles = useStyles();
  const id = useId();
  return (
    <Menu inline open={open} onOpenChange={(_event, data) => setOpen(data.open)} {...checked}>
      <MenuTrigger disableButtonEnhancement>{button}</MenuTrigger>
      <MenuPopover className={styles.popover} onKeyDown={keepEscape}>
        <div className={styles.about} id={id}>
          {about}
        </div>
        <MenuDivider />
        <MenuList aria-label={label} aria-describedby={id}>
          {children}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
