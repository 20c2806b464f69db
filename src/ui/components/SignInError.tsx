import type { ReactNode } from 'react';
import type { SignInFailure } from '../../session/failures';
import { useAppContext } from '../appContext';
import { useLayout } from '../theme/layout';
import { signedInMessages } from '../workspace/signedInMessages';
import { CopyButton } from './CopyButton';
import { Notice } from './Notice';
import { OrganizationForm } from './OrganizationForm';

interface Props {
  readonly failure: SignInFailure;
  /** In place of the reason's own. */
  readonly sentence?: string | undefined;
  readonly children?: ReactNode;
}

/**
 * Message bar for a failed sign-in; an info bar when the user cancelled. Consent by an
 * administrator comes as a link to send. `children` are buttons for the next action.
 */
export function SignInError({ failure, sentence, children }: Props) {
  const { messages } = useAppContext();
  const { reason, consentLink } = failure;
  const message = messages.reasons.signIns[reason];
  return (
    <>
      <Notice
        title={message.title}
        sentence={sentence ?? message.sentence}
        failure={failure}
        tone={reason === 'cancelled' ? 'info' : 'warning'}
      >
        {consentLink !== undefined && <Consent link={consentLink} />}
        {children}
      </Notice>
      {reason === 'wrongTenant' && <OrganizationForm />}
    </>
  );
}

function Consent({ link }: { readonly link: string }) {
  const layout = useLayout();
  const { labels } = signedInMessages(useAppContext().messages);
  return (
    <>
      <a className={layout.link} href={link} target="_blank" rel="noreferrer">
        {labels.openConsent}
      </a>
      <CopyButton label={labels.copyConsent} text={link} />
    </>
  );
}
