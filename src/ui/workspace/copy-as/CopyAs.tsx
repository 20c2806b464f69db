import { useId, useState, type ReactNode } from 'react';
import type { Workbook, WorkbookSession } from '../../../session/state';
import { Button } from '../../components/Button';
import { Fallback } from '../../components/CopyButton';
import { Icon } from '../../components/icons';
import { signedInMessages } from '../signedInMessages';
import { envLines, graphExplorerLink, snippetsFor, type SessionTarget } from './snippets';
import { useAppContext } from '../../appContext';
import { useMenu } from '../../hooks/useMenu';

interface CopyAsProps {
  readonly workbook: Workbook;
  readonly session: Pick<WorkbookSession, 'id' | 'persistChanges'>;
}

/** Menu that copies code for this session: a script, or a single request. */
export function CopyAs({ workbook, session }: CopyAsProps) {
  const { announce, copy, graphRoot, messages } = useAppContext();
  const { open, toggle, close, root, onKeyDown } = useMenu();
  const [blocked, setBlocked] = useState<string>();
  const id = useId();
  const { driveId, itemId } = workbook;
  const { id: sessionId, persistChanges } = session;
  const target: SessionTarget = { graphRoot, driveId, itemId, sessionId, persistChanges };
  const choose = async (name: string, text: string): Promise<void> => {
    close();
    const done = await copy(text);
    setBlocked(done ? undefined : text);
    announce(done ? signedInMessages(messages).snippets.copied(name) : messages.copy.failed);
  };
  return (
    <>
      <div className="copy-as" ref={root} onKeyDown={onKeyDown}>
        <Button
          size="small"
          appearance="subtle"
          aria-haspopup="menu"
          aria-expanded={open}
          aria-controls={open ? id : undefined}
          icon={<Icon name="code" />}
          onClick={toggle}
        >
          {messages.actions.copyAs}
        </Button>
        {open && (
          <Items
            id={id}
            target={target}
            choose={(name, text) => void choose(name, text)}
            close={close}
          />
        )}
      </div>
      {blocked !== undefined && <Fallback text={blocked} />}
    </>
  );
}

interface ItemsProps {
  readonly id: string;
  readonly target: SessionTarget;
  readonly choose: (name: string, text: string) => void;
  readonly close: () => void;
}

function Items({ id, target, choose, close }: ItemsProps) {
  const labels = signedInMessages(useAppContext().messages).snippets;
  const [requestOnly, setRequestOnly] = useState(false);
  const hint = `${id}-hint`;
  return (
    <div className="menu">
      <p className="menu-head quiet" id={hint}>
        {labels.about}
      </p>
      <div role="menu" id={id} aria-label={labels.menu} aria-describedby={hint}>
        {snippetsFor.map(({ name, script, request }) => (
          <Item
            key={name}
            name={name}
            write={requestOnly ? request : script}
            target={target}
            choose={choose}
          />
        ))}
        <Item name=".env" write={envLines} target={target} choose={choose} />
        <button
          type="button"
          role="menuitemcheckbox"
          aria-checked={requestOnly}
          tabIndex={-1}
          onClick={() => setRequestOnly(!requestOnly)}
        >
          <span>
            {labels.bare}
            <span className="quiet below">{labels.bareHint}</span>
          </span>
          {requestOnly && <Icon name="check" className="small" />}
        </button>
        <Link href="assets/token.html" close={close}>
          {labels.token}
        </Link>
        <Link href={graphExplorerLink(target)} close={close}>
          {labels.explorer}
          <span className="quiet below">{labels.explorerHint}</span>
        </Link>
      </div>
    </div>
  );
}

interface ItemProps extends Pick<ItemsProps, 'target' | 'choose'> {
  readonly name: string;
  readonly write: (target: SessionTarget) => string;
}

/** Copies one kind of code. Its name is a proper name, the same in every language. */
function Item({ name, write, target, choose }: ItemProps) {
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      lang="en"
      onClick={() => choose(name, write(target))}
    >
      {name}
    </button>
  );
}

interface LinkProps {
  readonly href: string;
  readonly close: () => void;
  readonly children: ReactNode;
}

/** Link that opens in its own window, so that the pane stays open. */
function Link({ href, close, children }: LinkProps) {
  return (
    <a
      role="menuitem"
      tabIndex={-1}
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      onClick={close}
    >
      <span>{children}</span>
      <Icon name="open" className="small" />
    </a>
  );
}
