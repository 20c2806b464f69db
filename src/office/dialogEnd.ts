import { whenOffice } from './onReady';

// Runs in the Office dialog after the sign-in page: hands the answer to the pane, which alone can use it.
const answer = location.hash;

whenOffice(document.getElementById('office'), () => {
  Office.context.ui.messageParent(answer, { targetOrigin: location.origin });
});
