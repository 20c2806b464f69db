import {
  makeStyles,
  MenuDivider,
  MenuItem,
  MenuItemCheckbox,
  MenuItemLink,
  mergeClasses,
} from '@fluentui/react-components';
import {
  CheckboxChecked16Regular,
  CheckboxUnchecked16Regular,
  Open16Regular,
} from '@fluentui/react-icons';
import { useState } from 'react';
import { useAppContext } from '../../appContext';
import { useLayout } from '../../theme/layout';
import { CopyAsButton } from '../copy-as/CopyAsButton';
import { envLines, graphExplorerLink, snippetsFor, type SessionTarget } from '../copy-as/snippets';
import type { CopyAsProps } from '../popupsContext';
import { signedInMessages } from '../signedInMessages';
import { keepEscape } from './keepEscape';
import { PopupMenu } from './PopupMenu';

const useStyles = makeStyles({
  below: { display: 'block' },
  checkmark: { visibility: 'visible' },
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
  // A language's name is a proper name, the same in every language.
  const item = (name: string, write: (to: SessionTarget) => string) => (
    <MenuItem key={name} lang="en" onClick={() => copyText(name, write(target))}>
      {name}
    </MenuItem>
  );
  return (
    <PopupMenu
      open={open}
      setOpen={setOpen}
      checkedValues={{ what: requestOnly ? [request] : [] }}
      onCheckedValueChange={(_event, { checkedItems }) =>
        setRequestOnly(checkedItems.includes(request))
      }
      button={<CopyAsButton onKeyDown={keepEscape} />}
      label={labels.menu}
      about={<p className={layout.quiet}>{labels.about}</p>}
    >
      {snippetsFor.map((snippet) =>
        item(snippet.name, requestOnly ? snippet.request : snippet.script),
      )}
      {item('.env', envLines)}
      <MenuDivider />
      <MenuItemCheckbox
        name="what"
        value={request}
        persistOnClick
        checkmark={{
          className: styles.checkmark,
          children: requestOnly ? <CheckboxChecked16Regular /> : <CheckboxUnchecked16Regular />,
        }}
      >
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
    </PopupMenu>
  );
}
