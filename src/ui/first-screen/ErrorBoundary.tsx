import { Component, type ReactNode } from 'react';
import type { Messages } from '../../locales/index';
import { PlainButton } from './PlainButton';

interface Props {
  readonly messages: Messages;
  readonly children: ReactNode;
}

/** Shows a rendering error as a message with a Reload button. */
export class ErrorBoundary extends Component<Props, { readonly broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { readonly broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    const { actions, crash } = this.props.messages;
    return (
      <div className="pane">
        <main role="alert">
          <h1>{crash.title}</h1>
          <p>{crash.sentence}</p>
          <PlainButton onClick={() => location.reload()}>{actions.reload}</PlainButton>
        </main>
      </div>
    );
  }
}
