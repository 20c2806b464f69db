import { Component, type ReactNode } from 'react';
import type { Messages } from '../../locales/index';
import { Reload } from './Reload';

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
    const { crash } = this.props.messages;
    return (
      <div className="pane">
        <main role="alert">
          <h1>{crash.title}</h1>
          <p>{crash.sentence}</p>
          <Reload />
        </main>
      </div>
    );
  }
}
