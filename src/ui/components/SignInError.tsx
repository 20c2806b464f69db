import type { SignInFailure } from '../../session/failures';
import { CopyButton } from './CopyButton';
import { useTools } from '../appContext';
import { Trouble } from './ErrorMessage';

/** Why a sign-in came to nothing; calm where the person wanted it so. An administrator's step comes as a link to send. */
export function SignInTrouble({ failure }: { readonly failure: SignInFailure }) {
  const { messages } = useTools();
  const { reason, at, consentLink } = failure;
  return (
    <Trouble key={at} {...messages.reasons.signIns[reason]} failure={failure} tone={reason === 'cancelled' ? 'info' : 'warning'}>
      {consentLink === undefined ? undefined : <Consent link={consentLink} />}
    </Trouble>
  );
}

function Consent({ link }: { readonly link: string }) {
  const { act } = useTools().messages;
  return (
    <>
      <a className="link" href={link} target="_blank" rel="noreferrer">{act.openConsent}</a>
      <CopyButton label={act.copyConsent} text={link} />
    </>
  );
}
