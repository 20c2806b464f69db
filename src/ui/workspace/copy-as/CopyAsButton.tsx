import { Code16Regular } from '@fluentui/react-icons';
import type { ComponentProps } from 'react';
import { useAppContext } from '../../appContext';
import { SmallButton } from '../../components/SmallButton';
import { signedInMessages } from '../signedInMessages';

/** The button of the menu "Copy as…", with and without its menu. */
export function CopyAsButton(props: ComponentProps<typeof SmallButton>) {
  const { messages } = useAppContext();
  return (
    <SmallButton {...props} icon={<Code16Regular />}>
      {signedInMessages(messages).labels.copyAs}
    </SmallButton>
  );
}
