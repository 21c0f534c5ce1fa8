/**
 * Runs in the chart: what is filed while it is open turns up in it, or a clinician would read "nothing has been filed"
 * beside an app that has just filed.
 */
export const FOLLOW_RESULTS = `
const shown = document.getElementById('results');
async function follow() {
  if (document.hidden) return;
  const answer = await fetch(location.pathname).catch(() => undefined);
  if (!answer?.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const fresh = page.getElementById('results');
  if (fresh && fresh.innerHTML !== shown.innerHTML) shown.innerHTML = fresh.innerHTML;
}
setInterval(follow, 2000);
`;
