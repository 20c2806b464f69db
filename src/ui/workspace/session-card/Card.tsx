import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { Drafts16Regular, Link16Regular, Save16Regular } from '@fluentui/react-icons';
import { useId, type ReactElement, type ReactNode } from 'react';
import type { WorkbookSession } from '../../../session/state';
import { useAppContext } from '../../appContext';
import { useLayout } from '../../theme/layout';
import { signedInMessages } from '../signedInMessages';

/** Meaning of the status, which selects its colour. */
export type Intent = 'good' | 'busy' | 'warning' | 'ended';

const useStyles = makeStyles({
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: '4px 8px',
    // Always two lines: the words of a status differ in length, and nothing may move.
    '@media (max-width: 349px)': { flexDirection: 'column', alignItems: 'flex-start' },
  },
  status: {
    display: 'flex',
    alignItems: 'center',
    gap: '6px',
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
  },
  good: { color: tokens.colorBrandForeground1 },
  busy: {},
  warning: { color: tokens.colorStatusWarningForeground3 },
  ended: { color: tokens.colorNeutralForeground2 },
  kind: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '4px',
    flexShrink: 0,
    paddingInline: '6px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusCircular,
    backgroundColor: tokens.colorNeutralBackground4,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: '18px',
    fontWeight: tokens.fontWeightSemibold,
    whiteSpace: 'nowrap',
    '@media (max-width: 240px)': { flexShrink: 1, whiteSpace: 'normal' },
  },
});

interface Props {
  readonly statusText: string;
  readonly icon: ReactElement;
  readonly intent: Intent;
  readonly session?: WorkbookSession | undefined;
  readonly children: ReactNode;
}

/**
 * Card of a session with its status. Status changes are not announced: keep-alive would announce
 * every refresh. useAnnouncements announces the important ones. Fluent's Card brings a group of
 * focusable parts, which this one does not have, and its Badge the styles of all its variants.
 */
export function Card({ statusText, icon, intent, session, children }: Props) {
  const { messages } = useAppContext();
  const layout = useLayout();
  const styles = useStyles();
  const id = useId();
  return (
    <section className={mergeClasses(layout.loose, layout.card)} aria-labelledby={id}>
      <h2 className={layout.unseen} id={id}>
        {signedInMessages(messages).card.region}
      </h2>
      <div className={styles.head}>
        <p className={mergeClasses(styles.status, styles[intent])} role="status" aria-live="off">
          {icon}
          {statusText}
        </p>
        {session !== undefined && <Kind session={session} />}
      </div>
      {children}
    </section>
  );
}

/** Badge with the session's kind. */
function Kind({ session: { persistChanges, origin } }: { readonly session: WorkbookSession }) {
  const styles = useStyles();
  const { card } = signedInMessages(useAppContext().messages);
  const [icon, text] =
    persistChanges === 'unknown'
      ? [<Link16Regular key="icon" />, origin === 'attached' ? card.unknown : card.kindUnknown]
      : persistChanges
        ? [<Save16Regular key="icon" />, card.saved]
        : [<Drafts16Regular key="icon" />, card.scratch];
  return (
    <span className={styles.kind}>
      {icon}
      {text}
    </span>
  );
}
