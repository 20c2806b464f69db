import { keepsTrying } from '../../../session/repeating';
import type { AppState, StateOf } from '../../../session/state';
import { Heading } from '../../first-screen/Heading';
import { ActionButtons } from '../ActionButtons';
import { mayBeLink } from '../links';
import { errorMessageFor, signedInMessages } from '../signedInMessages';
import { UnconfirmedNotice } from '../ended/EndedCards';
import { SignInError } from '../../components/SignInError';
import { afterWorkbook, linkMayHelp, organizationMayHelp, untriedFirst } from '../nextActions';
import { useAppContext } from '../../appContext';
import { Notice } from '../../components/Notice';
import { OrganizationForm } from '../../components/OrganizationForm';
import { TextForm } from '../../components/TextForm';
import { Throttled } from '../../hooks/useThrottled';
import { useLayout } from '../../theme/layout';

/** Screen without a workbook: the reason and the next actions. */
export function NoWorkbook({
  state,
  appState,
}: {
  readonly state: StateOf<'noWorkbook'>;
  readonly appState: AppState;
}) {
  const { messages } = useAppContext();
  const layout = useLayout();
  const { problem } = state;
  const { reason, failure } = problem;
  const { throttledUntil, signInNotice, unconfirmed } = appState;
  const texts = signedInMessages(messages);
  const actions = untriedFirst(afterWorkbook(problem), appState);
  const { title, sentence } =
    reason === 'unknown' && failure?.recovery.kind === 'retry'
      ? errorMessageFor(failure, messages)
      : texts.workbooks[reason];
  return (
    <main className={layout.loose}>
      <Heading>{texts.workbook.none}</Heading>
      <Notice
        key={reason}
        title={title}
        sentence={keepsTrying(state) ? messages.joined(sentence, messages.wait.goesOn) : sentence}
        tone="info"
        failure={failure}
      >
        <ActionButtons actions={actions} />
      </Notice>
      <Throttled until={throttledUntil} className={layout.quiet} />
      {signInNotice !== undefined && <SignInError failure={signInNotice} />}
      {unconfirmed !== undefined && <UnconfirmedNotice {...unconfirmed} />}
      {organizationMayHelp(reason) && <OrganizationForm />}
      {linkMayHelp(reason) && <LinkForm refused={state.link ?? ''} />}
    </main>
  );
}

/** `refused` is the user's link that was looked up: it stays, to be corrected. */
function LinkForm({ refused }: { readonly refused: string }) {
  const { dispatch, messages } = useAppContext();
  const { workbook } = signedInMessages(messages);
  return (
    <TextForm
      label={workbook.link}
      hint={workbook.linkHint}
      invalid={workbook.linkInvalid}
      type="url"
      suggestion={refused}
      action={signedInMessages(messages).labels.useLink}
      submit={(text) => {
        const link = text.trim();
        const isLink = mayBeLink(link);
        if (isLink) dispatch({ kind: 'linkGiven', link });
        return isLink;
      }}
    />
  );
}
