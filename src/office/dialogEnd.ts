import { whenOfficeReady } from './onReady';

// Runs in the Office dialog after the sign-in page. Sends the response to the pane, which alone can
// redeem it.
const response = location.hash;

whenOfficeReady(document.getElementById('office'), () => {
  Office.context.ui.messageParent(response, { targetOrigin: location.origin });
});
