import { defineConfig, devices } from '@playwright/test';

// `npm test` finds a Chromium and names it here; alone, the system's is taken.
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';

export default defineConfig({
  testDir: './journeys',
  outputDir: '../test-results',
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  timeout: 120_000,
  expect: { timeout: 15_000 },
  // The JSON report goes to PLAYWRIGHT_JSON_OUTPUT_FILE where that is set.
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ? [['list'], ['json']] : [['list']],
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1440, height: 900 },
    // A failure leaves a picture and the page's accessibility tree. A trace, which costs a quarter of the time, is asked
    // for by hand: --trace retain-on-failure.
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath,
      // No sandbox: containers run as root. The others keep the browser from calling home.
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
