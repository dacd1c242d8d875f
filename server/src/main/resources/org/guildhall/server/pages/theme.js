// Light or dark as the system has it, before anything is drawn; unless the page says which.
(() => {
  const page = document.documentElement;
  if (page.dataset.theme !== 'auto') return;
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const follow = () => {
    page.dataset.bsTheme = dark.matches ? 'dark' : 'light';
    dispatchEvent(new Event('guildhall:theme'));
  };
  dark.addEventListener('change', follow);
  follow();
})();
