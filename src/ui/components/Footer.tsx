import type { ReactNode } from 'react';
import { Logo } from './icons';
import { useAppContext } from '../appContext';

/** The brand bar: which version this is, where help is, and what the pane may do with whose data. */
export function Footer() {
  const { messages, version } = useAppContext();
  return (
    <footer className="footer">
      <details className="details">
        <summary>{messages.privacy.title}</summary>
        <p>{messages.privacy.permission}</p>
        <p>{messages.privacy.reach}</p>
      </details>
      <div className="split">
        <p className="brand">
          <Logo />
          {messages.product} {version}
        </p>
        <p className="links">
          <Page name="support">{messages.help}</Page>
          <Page name="privacy">{messages.privacy.page}</Page>
        </p>
      </div>
    </footer>
  );
}

/** A page beside the pane, in a window of its own: the pane itself must not go away. */
function Page({
  name,
  children,
}: {
  readonly name: 'support' | 'privacy';
  readonly children: ReactNode;
}) {
  return (
    <a className="link" href={`assets/${name}.html`} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}
