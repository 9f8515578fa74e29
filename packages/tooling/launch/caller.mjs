const LOOK_EVERY_MS = 500;

/**
 * Ends this process, as by SIGTERM, when the shell in which npm runs it is gone. npm passes its own SIGTERM to that
 * shell alone, which dies of it without a word to us: without this, stopping `npm start` would leave the server behind.
 */
export function endWithCaller() {
  if (!process.env.npm_lifecycle_event || process.platform === 'win32') return;
  const shell = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, LOOK_EVERY_MS);
  timer.unref();
}
