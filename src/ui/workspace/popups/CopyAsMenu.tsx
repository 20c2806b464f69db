import {
  makeStyles,
  Menu,
  MenuDivider,
  MenuItem,
  MenuItemCheckbox,
  MenuItemLink,
  MenuList,
  MenuPopover,
  MenuTrigger,
  mergeClasses,
  tokens,
} from '@fluentui/react-components';
import { Open16Regular } from '@fluentui/react-icons';
import { useId, useState } from 'react';
import { useAppContext } from '../../appContext';
import { useLayout } from '../../theme/layout';
import { CopyAsButton } from '../copy-as/CopyAsButton';
import { envLines, graphExplorerLink, snippetsFor, type SessionTarget } from '../copy-as/snippets';
import type { CopyAsProps } from '../popupsContext';
import { signedInMessages } from '../signedInMessages';
import { keepEscape } from './keepEscape';

const useStyles = makeStyles({
  // In front of the views that follow it.
  popover: { maxWidth: '280px', zIndex: tokens.zIndexPopup },
  about: { padding: '8px' },
  below: { display: 'block' },
});

const request = 'request';

/** Menu that copies code for this session: a script, or a single request. */
export function CopyAsMenu({ workbook, session, copyText, open, setOpen }: CopyAsProps) {
  const { graphRoot, messages } = useAppContext();
  const labels = signedInMessages(messages).snippets;
  const layout = useLayout();
  const styles = useStyles();
  const [requestOnly, setRequestOnly] = useState(false);
  const { driveId, itemId } = workbook;
  const { id: sessionId, persistChanges } = session;
  const target: SessionTarget = { graphRoot, driveId, itemId, sessionId, persistChanges };
  const below = mergeClasses(layout.quiet, styles.below);
  const about = useId();
  // A language's name is a proper name, the same in every language.
  const item = (name: string, write: (to: SessionTarget) => string) => (
    <MenuItem key={name} lang="en" onClick={() => copyText(name, write(target))}>
      {name}
    </MenuItem>
  );
  return (
    <Menu
      inline
      open={open}
      onOpenChange={(_event, data) => setOpen(data.open)}
      checkedValues={{ what: requestOnly ? [request] : [] }}
      onCheckedValueChange={(_event, { checkedItems }) =>
        setRequestOnly(checkedItems.includes(request))
      }
    >
      <MenuTrigger disableButtonEnhancement>
        <CopyAsButton onKeyDown={keepEscape} />
      </MenuTrigger>
      <MenuPopover className={styles.popover} onKeyDown={keepEscape}>
        <p className={mergeClasses(layout.quiet, styles.about)} id={about}>
          {labels.about}
        </p>
        <MenuDivider />
        <MenuList aria-label={labels.menu} aria-describedby={about}>
          {snippetsFor.map((snippet) =>
            item(snippet.name, requestOnly ? snippet.request : snippet.script),
          )}
          {item('.env', envLines)}
          <MenuDivider />
          <MenuItemCheckbox name="what" value={request} persistOnClick>
            {labels.bare}
            <span className={below}>{labels.bareHint}</span>
          </MenuItemCheckbox>
          <MenuItemLink
            href="assets/token.html"
            target="_blank"
            rel="noopener noreferrer"
            secondaryContent={{ children: <Open16Regular /> }}
          >
            {labels.token}
          </MenuItemLink>
          <MenuItemLink
            href={graphExplorerLink(target)}
            target="_blank"
            rel="noopener noreferrer"
            secondaryContent={{ children: <Open16Regular /> }}
          >
            {labels.explorer}
            <span className={below}>{labels.explorerHint}</span>
          </MenuItemLink>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
