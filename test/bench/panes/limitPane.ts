/**
 * office.js and two buttons: no pane can be faster. It asks no service, so "Start session" draws
 * the card at once, and a reload draws it again.
 */
const kept = 'sessionId';
const pane = document.getElementById('pane') ?? document.body;

function drawCard(): void {
  pane.innerHTML = `<section aria-label="Workbook session">
    <p role="status">Active</p><button type="button">Refresh</button></section>`;
}

function drawButtons(): void {
  pane.innerHTML = `<button type="button">Sign in</button>
    <button type="button">Start session</button>`;
  pane.lastElementChild?.addEventListener('click', () => {
    sessionStorage.setItem(kept, '1');
    drawCard();
  });
}

void Office.onReady(() => (sessionStorage.getItem(kept) === null ? drawButtons() : drawCard()));
