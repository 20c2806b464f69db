import type { SignInFailure } from '../../session/failures';
import { CopyButton } from './CopyButton';
import { useAppContext } from '../appContext';
import { MessageBar } from './MessageBar';

/**
 * Message bar for a failed sign-in; an info bar when the user cancelled. Consent by an
 * administrator comes as a link to send.
 */
export function SignInError({ failure }: { readonly failure: SignInFailure }) {
  const { messages } = useAppContext();
  const { reason, at, consentLink } = failure;
  return (
    <MessageBar
      key={at}
      {...messages.reasons.signIns[reason]}
      failure={failure}
      tone={reason === 'cancelled' ? 'info' : 'warning'}
    >
      {consentLink === undefined ? undefined : <Consent link={consentLink} />}
    </MessageBar>
  );
}

function Consent({ link }: { readonly link: string }) {
  const { actions } = useAppContext().messages;
  return (
    <>
      <a className="link" href={link} target="_blank" rel="noreferrer">
        {actions.openConsent}
      </a>
      <CopyButton label={actions.copyConsent} text={link} />
    </>
  );
}
