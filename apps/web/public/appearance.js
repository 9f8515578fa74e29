// Sets colour mode and density before anything is painted. Keys and classes: src/app/appearance.ts.
(function () {
  let stored = {};
  try {
    stored = JSON.parse(localStorage.getItem('podpass.appearance') || '{}') || {};
  } catch {
    // Storage can be forbidden or hold nonsense; the defaults are good then.
  }
  const dark = stored.mode ? stored.mode === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  document.body.classList.toggle('awsui-dark-mode', dark);
  document.body.classList.toggle('awsui-compact-mode', stored.density === 'compact');
  document.documentElement.style.colorScheme = dark ? 'dark' : 'light';
})();
