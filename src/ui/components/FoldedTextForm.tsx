import { Button } from '@fluentui/react-components';
import { ChevronDown20Regular, ChevronRight20Regular } from '@fluentui/react-icons';
import { useId, useState, type ComponentProps } from 'react';
import { useLayout } from '../theme/layout';
import { TextForm } from './TextForm';

/** A form that few users need: a button shows it. */
export function FoldedTextForm({
  button,
  ...form
}: Omit<ComponentProps<typeof TextForm>, 'id'> & { readonly button: string }) {
  const layout = useLayout();
  const [isShown, setShown] = useState(false);
  const id = useId();
  return (
    <>
      <div className={layout.snug}>
        <Button
          appearance="subtle"
          aria-expanded={isShown}
          aria-controls={isShown ? id : undefined}
          icon={isShown ? <ChevronDown20Regular /> : <ChevronRight20Regular />}
          onClick={() => setShown(!isShown)}
        >
          {button}
        </Button>
      </div>
      {isShown && <TextForm id={id} {...form} />}
    </>
  );
}
