/** Copies what a button holds; the page says everything without it. */
export const PAGE_SCRIPT = `
(() => {
  if (!navigator.clipboard) return;
  const root = document.documentElement;
  root.classList.add('script');
  document.addEventListener('click', async (event) => {
    const button = event.target.closest('[data-copy]');
    if (!button) return;
    await navigator.clipboard.writeText(button.dataset.copy);
    const status = document.querySelector('[role="status"]');
    status.textContent = status.dataset.copied;
    button.classList.add('copied');
    setTimeout(() => {
      status.textContent = '';
      button.classList.remove('copied');
    }, 1500);
  });
})();
`;
